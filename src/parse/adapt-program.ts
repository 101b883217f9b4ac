import type { TSESTree } from "@typescript-eslint/utils";
import type { ParseResult } from "oxc-parser";
import { loadOxc } from "./load-oxc.js";

interface PlainNode {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Parts that oxc leaves `null` and typescript-eslint leaves out. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["constraint", "default", "initializer", "returnType", "superTypeArguments"],
  ...["typeAnnotation", "typeArguments", "typeParameters"],
]);
/** Where both have `null`: `asserts value`, `import("module")`. */
const KEPT: ReadonlySet<string> = new Set(["TSTypePredicate.typeAnnotation", "TSImportType.typeArguments"]);
/** The same for what is no node, or only there. */
const LEFT_OUT_OF: ReadonlyMap<string, string> = new Map([
  ["ExpressionStatement", "directive"],
  ["MethodDefinition", "accessibility"],
  ["PropertyDefinition", "accessibility"],
  ["AccessorProperty", "accessibility"],
  ["TSAbstractAccessorProperty", "accessibility"],
  ["TSAbstractMethodDefinition", "accessibility"],
  ["TSAbstractPropertyDefinition", "accessibility"],
  ["TSIndexSignature", "accessibility"],
  ["TSMethodSignature", "accessibility"],
  ["TSParameterProperty", "accessibility"],
  ["TSPropertySignature", "accessibility"],
  ["RestElement", "value"],
  ["TSDeclareFunction", "body"],
  ["TSMappedType", "readonly"],
]);

/**
 * Makes oxc's tree the one that ESLint has of typescript-eslint's parser: every node has `parent` (`null` at the program, whatever its type says) and
 * `range`, absent parts are `undefined`, the raw text of templates keeps its line breaks, comments are in place. Not made equal, because no detector reads them: `loc`, tokens, entities in JSX.
 */
export function adaptProgram({ program, comments }: ParseResult, text: string): TSESTree.Program {
  const root = program as unknown as PlainNode;
  adaptNode(root, null, { text, keys: loadOxc().visitorKeys });
  // Some versions of oxc begin at the first token, others with the comments before it, as typescript-eslint does.
  root["range"] = [0, root.end];
  // Not of the tree: typescript-eslint takes the line for none of its business.
  delete root["hashbang"];
  root["comments"] = comments.map(({ type, value, start, end }) => ({ type, value, range: [start, end] }));
  return root as unknown as TSESTree.Program;
}

interface Adapting {
  readonly text: string;
  readonly keys: Readonly<Record<string, readonly string[] | undefined>>;
}

function adaptNode(node: PlainNode, parent: PlainNode | null, adapting: Adapting): void {
  const { type } = node;
  node["parent"] = parent;
  // Cheaper than to have them brought over from Rust.
  node["range"] = [node.start, node.end];
  const leftOut = LEFT_OUT_OF.get(type);
  if (leftOut !== undefined && node[leftOut] === null) node[leftOut] = undefined;
  if (type === "TemplateElement") return restoreRaw(node, adapting.text);
  for (const key of adapting.keys[type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value as (PlainNode | null)[]) if (item !== null) adaptNode(item, node, adapting);
    } else if (value !== null && value !== undefined) adaptNode(value as PlainNode, node, adapting);
    else if (LEFT_OUT.has(key) && !KEPT.has(`${type}.${key}`)) node[key] = undefined;
  }
}

/** The standard turns CRLF into LF, even in raw text: offsets into it would then miss the place in the file. */
function restoreRaw({ value, start, end, tail }: PlainNode, text: string): void {
  if (text.includes("\r", start))
    (value as { raw: string }).raw = text.slice(start + 1, end - (tail === true ? 1 : 2));
}
