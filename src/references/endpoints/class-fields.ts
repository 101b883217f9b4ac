import type { TSESTree } from "@typescript-eslint/utils";
import { type ClassField, findField, getClassAround } from "../../ast/class-field.js";
import { getMemberName } from "../../ast/property-name.js";

// Finding a field looks through its whole class, and a class reads its fields often.
const known = new WeakMap<TSESTree.ClassBody, Map<string, ClassField | undefined>>();

/** The field that `this.name` reads, of the class around it; once for all that read it. */
export function findOwnField(member: TSESTree.MemberExpression): ClassField | undefined {
  const body = member.object.type === "ThisExpression" ? getClassAround(member) : undefined;
  const { property } = member;
  const name = property.type === "PrivateIdentifier" ? `#${property.name}` : getMemberName(member);
  if (body === undefined || name === undefined) return undefined;
  const fields = known.get(body) ?? new Map<string, ClassField | undefined>();
  known.set(body, fields);
  if (!fields.has(name)) fields.set(name, findField(member));
  return fields.get(name);
}
