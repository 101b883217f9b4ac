import type { TSESTree } from "@typescript-eslint/utils";

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

/** Parsers differ in whether decorators lie within the range of their class and of the `export` before it. */
function getSpan(node: TSESTree.Node): readonly [number, number] {
  const [start, end] = node.range;
  const declaration =
    node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration"
      ? node.declaration
      : node;
  if (declaration?.type !== "ClassDeclaration") return [start, end];
  return [Math.min(start, ...declaration.decorators.map((decorator) => decorator.range[0])), end];
}

const LINKS = new Set(["parent", "loc", "range", "tokens", "comments"]);

function* getChildren(node: TSESTree.Node): Generator<TSESTree.Node> {
  for (const [key, value] of Object.entries(node)) {
    if (LINKS.has(key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield child;
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
