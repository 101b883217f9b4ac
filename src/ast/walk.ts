import type { TSESTree } from "@typescript-eslint/utils";

// Several detectors look at every node of one tree, and walking costs more than looking.
const walked = new WeakMap<TSESTree.Node, readonly TSESTree.Node[]>();

/** All nodes below `root` and itself, outer before inner; needs no visitor keys, so any ESTree parser will do. */
export function walk(root: TSESTree.Node): readonly TSESTree.Node[] {
  const known = walked.get(root);
  if (known !== undefined) return known;
  const nodes: TSESTree.Node[] = [];
  collect(root, nodes);
  walked.set(root, nodes);
  return nodes;
}

function collect(node: TSESTree.Node, nodes: TSESTree.Node[]): void {
  nodes.push(node);
  for (const child of getChildren(node)) collect(child, nodes);
}

/** Children of a node in the order in which its parser lists them. */
export function getChildren(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  // A program has its tokens and comments beside its statements.
  const values = node.type === "Program" ? [node.body] : Object.values(node);
  for (const value of values) {
    if (typeof value !== "object" || value === null || value === node.parent) continue;
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) children.push(child);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
