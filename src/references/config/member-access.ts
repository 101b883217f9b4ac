import type { TSESTree } from "@typescript-eslint/utils";
import { wrap } from "../../ast/unwrap.js";
import type { Access } from "../reference.js";

export type MemberAccess = Extract<Access, "read" | "write">;

const READ = ["read"] as const;
const WRITE = ["write"] as const;
const BOTH = ["read", "write"] as const;

/** How the expression around `process.env.X` uses it. `??=` and `++` read and write; `delete` writes. */
export function getMemberAccesses(member: TSESTree.MemberExpression): readonly MemberAccess[] {
  const node = wrap(member);
  const { parent } = node;
  switch (parent?.type) {
    case "AssignmentExpression":
      if (parent.left !== node) return READ;
      return parent.operator === "=" ? WRITE : BOTH;
    case "UpdateExpression":
      return BOTH;
    case "UnaryExpression":
      return parent.operator === "delete" ? WRITE : READ;
    case "ForInStatement":
    case "ForOfStatement":
    case "AssignmentPattern":
      return parent.left === node ? WRITE : READ;
    case "Property":
      return parent.value === node && parent.parent.type === "ObjectPattern" ? WRITE : READ;
    case "ArrayPattern":
    case "RestElement":
      return WRITE;
    default:
      return READ;
  }
}
