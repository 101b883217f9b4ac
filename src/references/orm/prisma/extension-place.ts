import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap, wrap } from "../../../ast/unwrap.js";

/** The part of a client's extension that a node stands in. */
export interface ExtensionPlace {
  readonly component: string;
  /** The names between the component and the function: the model's, the method's. */
  readonly path: readonly string[];
}

/** Where in `$extends({ model: { user: { find() { … } } } })` a node is: component `model`, path `user`, `find`. */
export function findComponentAround(node: TSESTree.Node): ExtensionPlace | undefined {
  const names: string[] = [];
  let current: TSESTree.Node | undefined = node;
  while (current) {
    const { parent }: { parent?: TSESTree.Node } = current;
    if (current.type === "ObjectExpression" && isExtension(current)) break;
    if (current.type === "Property" && parent?.type === "ObjectExpression")
      names.unshift(getPropertyName(current) ?? "");
    current = parent;
  }
  const [component, ...path] = names;
  return !current || component === undefined ? undefined : { component, path };
}

/** The argument of `prisma.$extends(…)` or `Prisma.defineExtension(…)`. */
function isExtension(object: TSESTree.ObjectExpression): boolean {
  const argument = wrap(object);
  const call = argument.parent;
  return call?.type === "CallExpression" && call.arguments[0] === argument && isExtending(call);
}

export function isExtending({ callee }: TSESTree.CallExpression): boolean {
  const target = unwrap(callee);
  if (target.type !== "MemberExpression") return getDottedPath(target)?.at(-1) === "defineExtension";
  const name = getMemberName(target);
  return name === "$extends" || name === "defineExtension";
}
