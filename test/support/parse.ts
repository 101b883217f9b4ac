import { parseForESLint } from "@typescript-eslint/parser";
import type { TSESTree } from "@typescript-eslint/utils";
import { EMPTY_CATALOG } from "../../src/catalog/catalog.js";
import { createTableColumns } from "../../src/catalog/table-columns.js";
import type { Change, Kind, Target } from "../../src/manifest/manifest.js";
import { parseTarget } from "../../src/manifest/parse-target.js";
import type { ModuleGraph } from "../../src/modules/module-graph.js";
import type { Detection, Project, ScriptFile } from "../../src/references/detector.js";
import { UNTYPED } from "../../src/references/resolver.js";

/** Parses as ESLint would: typescript-eslint's tree and scopes, `parent` on every node, `null` at the program. */
export function parseTestScript(path: string, text: string): ScriptFile {
  const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
    filePath: path,
    range: true,
    loc: true,
    sourceType: path.endsWith(".cjs") ? "commonjs" : "module",
    ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) },
  });
  const program: TSESTree.Program = ast;
  Object.assign(program, { parent: null });
  setParents(program, visitorKeys);
  return { path, text, ast: program, scopes: scopeManager };
}

type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

function setParents(node: TSESTree.Node, visitorKeys: VisitorKeys): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      Object.assign(child, { parent: node });
      setParents(child, visitorKeys);
    }
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}

/** No barrels, no aliases: every specifier is its own origin. */
const PLAIN_MODULES: ModuleGraph = {
  getOrigins: (_importer, specifier, name) => [{ module: specifier, name }],
  getTargetOrigins: (module, name) => [{ module, name }],
  leadsToFile: () => false,
  getShape: () => undefined,
};

/** A project that knows nothing but the changes (and whatever the test overrides). */
export function createTestProject(overrides: Partial<Project> = {}): Project {
  return {
    changes: [],
    modules: PLAIN_MODULES,
    tables: createTableColumns([]),
    catalog: EMPTY_CATALOG,
    resolver: UNTYPED,
    ...overrides,
  };
}

type ChangeOverrides = Partial<Omit<Change, "kind" | "old" | "replacement">> & { readonly new?: string };

/** A change as the manifest would give it; its id is `old` unless given. */
export function change(kind: Kind, old: string, { new: next, ...extra }: ChangeOverrides = {}): Change {
  return {
    id: old,
    kind,
    old: target(kind, old),
    ...(next === undefined ? {} : { replacement: target(kind, next) }),
    owner: "@acme/team",
    sunset: "2026-12-31",
    windowDays: 7,
    line: 1,
    column: 1,
    ...extra,
  };
}

function target(kind: Kind, text: string): Target {
  const parsed = parseTarget(kind, text);
  if ("problem" in parsed) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.target;
}

/** `access line:column text` of each detection, in order of place: short enough to stand in a test as a literal. */
export function formatDetections(text: string, detections: readonly Detection[]): string[] {
  return [...detections]
    .sort((a, b) => a.start - b.start || a.access.localeCompare(b.access))
    .map(({ access, start, end }) => {
      const before = text.slice(0, start).split("\n");
      return `${access} ${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${text.slice(start, end)}`;
    });
}
