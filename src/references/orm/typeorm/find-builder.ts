import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { type Finding, findRepositoryModel } from "./find-repository.js";
import type { QueryStart } from "./read-query.js";

/** `users.createQueryBuilder("u")`, `manager.createQueryBuilder(User, "u")`, `dataSource.createQueryBuilder()`. */
export function findBuilderStart(node: TSESTree.CallExpression, finding: Finding): QueryStart | undefined {
  const callee = unwrap(node.callee);
  const [first, second] = node.arguments;
  if (callee.type === "Identifier")
    return callee.name === "createQueryBuilder" ? getGiven(first, second, finding) : undefined;
  if (callee.type !== "MemberExpression" || getMemberName(callee) !== "createQueryBuilder") return undefined;
  const object = unwrap(callee.object);
  const model =
    findRepositoryModel(object, finding) ??
    (object.type === "Identifier" ? finding.models.find(object) : undefined);
  if (model !== undefined) return { model, ...(first && { alias: first }) };
  return getGiven(first, second, finding);
}

function getGiven(
  first: TSESTree.Node | undefined,
  alias: TSESTree.Node | undefined,
  { models }: Finding,
): QueryStart {
  const model = first && models.find(first);
  return { ...(model && { model }), ...(model && alias && { alias }) };
}
