import type { TSESTree } from "@typescript-eslint/utils";
import type { ParseResult } from "oxc-parser";

interface PlainNode {
  type: string;
  range: [number, number];
  [key: string]: unknown;
}

/** What oxc leaves `null` and typescript-eslint leaves out. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["accessibility", "constraint", "default", "directive", "initializer"],
  ...["returnType", "superTypeArguments", "typeAnnotation", "typeArguments", "typeParameters"],
]);
const LEFT_OUT_OF: Readonly<Record<string, string>> = {
  RestElement: "value",
  TSDeclareFunction: "body",
  TSMappedType: "readonly",
};
/** Where both have `null`: `asserts value`, `import("module")`. */
const KEPT: ReadonlySet<string> = new Set(["TSTypePredicate.typeAnnotation", "TSImportType.typeArguments"]);

/**
 * Makes oxc's tree the one that typescript-eslint's parser gives: every node has its `parent`, absent parts are `undefined`, the raw text of
 * templates keeps its line breaks, comments are in place. Not made equal, because no detector reads them: `loc`, tokens, entities in JSX.
 */
export function adaptProgram({ program, comments }: ParseResult, text: string): TSESTree.Program {
  const root = program as unknown as PlainNode;
  adaptNode(root, undefined, text);
  // Not of the tree: typescript-eslint takes the line for none of its business.
  delete root["hashbang"];
  root["comments"] = comments.map(({ type, value, start, end }) => ({ type, value, range: [start, end] }));
  return root as unknown as TSESTree.Program;
}

function adaptNode(node: PlainNode, parent: PlainNode | undefined, text: string): void {
  const leftOut = LEFT_OUT_OF[node.type];
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (value === null) {
      if (key === leftOut || (LEFT_OUT.has(key) && !KEPT.has(`${node.type}.${key}`))) node[key] = undefined;
    } else if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) adaptNode(item, node, text);
    } else if (isNode(value)) {
      adaptNode(value, node, text);
    }
  }
  if (node.type === "TemplateElement") restoreRaw(node, text);
  node["parent"] = parent;
}

function isNode(value: unknown): value is PlainNode {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}

/** The standard turns CRLF into LF, even in raw text: offsets into it would then miss the place in the file. */
function restoreRaw(node: PlainNode, text: string): void {
  const value = node["value"] as { raw: string };
  if (!text.includes("\r")) return;
  const [start, end] = node.range;
  value.raw = text.slice(start + 1, end - (node["tail"] === true ? 1 : 2));
}
