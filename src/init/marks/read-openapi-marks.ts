import { isMap, isPair, isScalar, LineCounter, parseDocument, type Node, type YAMLMap } from "yaml";
import type { TextFile } from "../../references/detector.js";
import { type FoundMarks, NO_MARKS, type Proposal } from "./mark.js";
import { findSunset, toOneLine } from "./read-words.js";

const METHODS: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
]);

/** Cheap; never false for a description of an API that has a mark. */
export function mayHaveOpenApiMarks(path: string, text: string): boolean {
  return (
    /\.(?:ya?ml|json)$/.test(path) &&
    /["']?(?:openapi|swagger)["']?\s*:/.test(text.slice(0, 2000)) &&
    /["']?deprecated["']?\s*:\s*true/.test(text)
  );
}

/** Operations of an OpenAPI description with `deprecated: true`: https://spec.openapis.org/oas/v3.1.1.html#operation-object. JSON is YAML. */
export function readOpenApiMarks({ path, text }: TextFile): FoundMarks {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: "silent" });
  if (document.errors.length > 0) return NO_MARKS;
  const paths = document.get("paths");
  const proposals = listPairs(paths).flatMap(({ key: route, value: item }) =>
    listPairs(item).flatMap(({ key: method, value: operation, node }): Proposal[] => {
      if (!METHODS.has(method) || !isMap(operation) || operation.get("deprecated") !== true) return [];
      const { line } = lineCounter.linePos(node.range?.[0] ?? 0);
      const words = toOneLine(getText(operation, "description") ?? getText(operation, "summary") ?? "");
      const sunset = findSunset(words);
      const old = `${method.toUpperCase()} ${toPath(route)}`;
      return [
        {
          ...{ file: path, line, says: `deprecated: true ${words}`.trim(), kind: "endpoint", old },
          ...(sunset !== undefined && { sunset }),
        },
      ];
    }),
  );
  return { proposals, notes: [] };
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly node: Node;
}

function listPairs(map: unknown): Entry[] {
  if (!isMap(map)) return [];
  return map.items.flatMap((pair) =>
    isPair(pair) && isScalar(pair.key)
      ? [{ key: String(pair.key.value), value: pair.value, node: pair.key }]
      : [],
  );
}

function getText(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key);
  return typeof value === "string" ? value : undefined;
}

/** `/orders/{id}` → `/orders/:id` */
function toPath(route: string): string {
  return route.replaceAll(/\{([^}]+)\}/g, (_, name: string) => `:${name.replaceAll(/\W/g, "_")}`);
}
