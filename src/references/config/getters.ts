import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, isFunction } from "../../ast/find-function.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import { known, type KnownObject } from "./known-object.js";

type GetObject = (node: TSESTree.Node) => KnownObject | undefined;

const READING: ReadonlySet<string> = new Set(["get", "getOrThrow"]);

/** Whether a function takes a name and reads what it names: `(name) => process.env[name]`, `get(key) { return this.settings.get(key) }`. */
export function isGetter(made: FunctionNode, getObject: GetObject): boolean {
  const [first] = made.params;
  const parameter = first?.type === "AssignmentPattern" ? first.left : first;
  if (parameter?.type !== "Identifier") return false;
  const isParameter = (node: TSESTree.Node | undefined) => {
    const name = node && unwrap(node);
    return name?.type === "Identifier" && name.name === parameter.name;
  };
  return walk(made.body).some((node) => {
    if (node.type === "MemberExpression")
      return node.computed && isParameter(node.property) && getObject(node.object)?.name === "env";
    if (node.type !== "CallExpression" || !isParameter(node.arguments[0])) return false;
    const callee = unwrap(node.callee);
    if (getObject(callee)?.name === "getter") return true;
    if (callee.type !== "MemberExpression" || !READING.has(getMemberName(callee) ?? "")) return false;
    const owner = getObject(callee.object);
    return owner?.name === "store" || owner?.name === "node-config" || owner?.name === "env-store";
  });
}

/** A class with a method `get` of that kind gives settings as Nest's ConfigService does. */
export function getClassObject(
  { body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  getObject: GetObject,
): KnownObject | undefined {
  const hasGetter = body.body.some(
    (member) =>
      member.type === "MethodDefinition" &&
      member.key.type === "Identifier" &&
      READING.has(member.key.name) &&
      isFunction(member.value) &&
      isGetter(member.value, getObject),
  );
  return hasGetter ? known("config-service") : undefined;
}
