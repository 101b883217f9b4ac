import type { TSESTree } from "@typescript-eslint/utils";

const LINKS: ReadonlySet<string> = new Set(["parent", "loc", "range", "tokens", "comments"]);

/** Children of a node in the order in which its parser lists them; needs no visitor keys, so any ESTree parser will do. */
export function* getChildren(node: TSESTree.Node): Generator<TSESTree.Node> {
  for (const [key, value] of Object.entries(node)) {
    if (LINKS.has(key)) continue;
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) yield child;
    } else if (isNode(value)) yield value;
  }
}

/** All nodes below `root` and itself, outer before inner. */
export function* walk(root: TSESTree.Node): Generator<TSESTree.Node> {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    stack.push(...[...getChildren(node)].reverse());
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
