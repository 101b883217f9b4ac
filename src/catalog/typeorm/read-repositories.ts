import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getDecoratorCalls } from "./decorators.js";
import { getTarget } from "./read-members.js";
import type { EntityRepository, TargetName } from "../code/named-class.js";

/** `class UserRepository extends Repository<User>`, `@EntityRepository(User) class …` */
export function readRepositoryClass(
  node: TSESTree.ClassDeclaration,
  exports: ReadonlyMap<string, readonly string[]>,
  file: CodeFile,
): EntityRepository | undefined {
  if (node.id === null) return undefined;
  const entity = getParentEntity(node, file) ?? getDecoratedEntity(node, file);
  if (entity === undefined) return undefined;
  const [start, end] = getNameRange(node.id);
  return { model: node.id.name, exports: exports.get(node.id.name) ?? [], start, end, entity };
}

/** The entity that a class handles by what it extends: `Repository<User>`, `BaseRepository<User>`. */
function getParentEntity(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  file: CodeFile,
): TargetName | undefined {
  const { superClass, superTypeArguments } = node;
  const [type] = superTypeArguments?.params ?? [];
  if (superClass === null || type?.type !== "TSTypeReference") return undefined;
  const name = superClass.type === "Identifier" ? superClass.name : "";
  return /Repository$/i.test(name) ? getCodeName(type.typeName, file.scopes) : undefined;
}

function getDecoratedEntity(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  file: CodeFile,
): TargetName | undefined {
  const call = getDecoratorCalls(node.decorators, file).find(({ name }) => name === "EntityRepository");
  return getTarget(call?.arguments[0], file);
}

/** `export const users = dataSource.getRepository(User)`, also with `.extend({ … })`. */
export function readRepositoryConstant(
  { id, init }: TSESTree.VariableDeclarator,
  exports: ReadonlyMap<string, readonly string[]>,
  file: CodeFile,
): EntityRepository | undefined {
  const call = init && getRepositoryCall(init);
  if (!call || id.type !== "Identifier") return undefined;
  const entity = getTarget(call.arguments[0], file);
  if (entity === undefined) return undefined;
  const [start, end] = getNameRange(id);
  return { model: id.name, exports: exports.get(id.name) ?? [], start, end, entity };
}

function getRepositoryCall(expression: TSESTree.Node): TSESTree.CallExpression | undefined {
  const node = unwrap(expression);
  if (node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression"
        ? getMemberName(callee)
        : undefined;
  if (name === "getRepository" || name === "getTreeRepository") return node;
  if (name !== "extend" || callee.type !== "MemberExpression") return undefined;
  return getRepositoryCall(callee.object);
}
