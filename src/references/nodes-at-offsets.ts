import type { TSESTree } from "@typescript-eslint/utils";
import { getChildren } from "../ast/walk.js";

/** The innermost node at each offset, found in one walk that enters only nodes around an offset. */
export function getNodesAtOffsets(
  program: TSESTree.Program,
  offsets: readonly number[],
): ReadonlyMap<number, TSESTree.Node> {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map<number, TSESTree.Node>();
  visit(program, sorted, found);
  return found;
}

function visit(node: TSESTree.Node, offsets: readonly number[], found: Map<number, TSESTree.Node>): void {
  for (const offset of offsets) found.set(offset, node);
  for (const child of getChildren(node)) {
    const [start, end] = getSpan(child);
    const inside = offsets.filter((offset) => offset >= start && offset < end);
    if (inside.length > 0) visit(child, inside, found);
  }
}

/** Parsers differ in whether decorators lie within the range of their class and of the `export` before it, and in whether there are any. */
function getSpan(node: TSESTree.Node): readonly [number, number] {
  const [start, end] = node.range;
  if (!MAY_BE_DECORATED.has(node.type)) return [start, end];
  const starts: number[] = [];
  for (const child of getChildren(node)) {
    if (child.type === "Decorator") starts.push(child.range[0]);
    if (child.type === "ClassDeclaration") starts.push(getSpan(child)[0]);
  }
  return [Math.min(start, ...starts), end];
}

const MAY_BE_DECORATED: ReadonlySet<string> = new Set([
  "ExportNamedDeclaration",
  "ExportDefaultDeclaration",
  "ClassDeclaration",
]);
