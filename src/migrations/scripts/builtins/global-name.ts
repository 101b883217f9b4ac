import type { TSESTree } from "@typescript-eslint/utils";

/** Bluebird under its usual names does what promises do. */
const PROMISES: ReadonlySet<string> = new Set(["Promise", "Bluebird", "BPromise", "P", "Q"]);

/** `Object` of `Object.keys(…)`, `fs` of `fs.promises.readFile(…)`. */
export function readGlobalName(node: TSESTree.Node): string | undefined {
  if (node.type === "MemberExpression" && node.object.type === "Identifier") return node.object.name;
  if (node.type !== "Identifier") return undefined;
  return PROMISES.has(node.name) ? "Promise" : node.name;
}
