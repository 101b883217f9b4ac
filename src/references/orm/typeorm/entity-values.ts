import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getDottedPath, getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { followRows } from "../../follow-rows.js";
import { getAccess } from "../../symbols/access.js";
import { createRowReader, createShape } from "./entity-shape.js";
import { getTarget, walkData } from "./find-options.js";
import { findClass, type Finding } from "./find-repository.js";
import type { QueryContext } from "./query.js";
import { findRepositoryCall } from "./repository-calls.js";

/** `new User()`, and what is set on it. */
export function walkNew(node: TSESTree.NewExpression, context: QueryContext): void {
  const model = context.walk.models.find(node.callee);
  if (model !== undefined) followEntity(node, model, context);
}

export function followEntity(node: TSESTree.Node, model: MappedTable, { walk }: QueryContext): void {
  followRows(node, createShape(walk.models, model), {
    scopes: walk.scopes,
    ...createRowReader(walk.collector),
  });
}

const CONVERTERS: ReadonlySet<string> = new Set(["plainToClass", "plainToInstance"]);

/** `Object.assign(user, { name })`, `plainToInstance(User, { name })` */
export function walkAssigned(node: TSESTree.CallExpression, context: QueryContext): void {
  const path = getDottedPath(unwrap(node.callee));
  const [first, ...sources] = node.arguments;
  if (path === undefined || first === undefined) return;
  const { models } = context.walk;
  const isAssign = path.join(".") === "Object.assign";
  const model = isAssign
    ? findEntity(first, { models, file: context.file })
    : CONVERTERS.has(path.at(-1) ?? "")
      ? models.find(first)
      : undefined;
  if (model === undefined) return;
  for (const source of sources) walkData(source, getTarget(model), context.walk);
  followEntity(node, model, context);
}

/** The entity whose instance an expression is, by how a variable of the module was made. */
function findEntity(expression: TSESTree.Node, finding: Finding, depth = 0): MappedTable | undefined {
  const node = unwrap(expression);
  if (depth > 4) return undefined;
  switch (node.type) {
    case "AwaitExpression":
      return findEntity(node.argument, finding, depth + 1);
    case "NewExpression":
      return finding.models.find(node.callee);
    case "CallExpression": {
      const call = findRepositoryCall(node, finding);
      return call?.gives === "rows" ? call.model : undefined;
    }
    case "Identifier": {
      const definition = findVariable(finding.file.scopes, node)?.defs[0];
      if (definition === undefined) return undefined;
      const type = definition.name.type === "Identifier" ? definition.name.typeAnnotation : undefined;
      if (type?.typeAnnotation.type === "TSTypeReference")
        return finding.models.find(type.typeAnnotation.typeName);
      if (definition.node.type !== "VariableDeclarator" || definition.node.init === null) return undefined;
      return findEntity(definition.node.init, finding, depth + 1);
    }
    default:
      return undefined;
  }
}

/** `this.name` in a method of the entity itself. */
export function walkOwnMember(node: TSESTree.MemberExpression, { walk }: QueryContext): void {
  if (node.object.type !== "ThisExpression") return;
  const name = getMemberName(node);
  const owner = findClass(node);
  const model = owner?.id ? walk.models.find(owner.id) : undefined;
  if (name === undefined || model === undefined) return;
  const access = getAccess(node) === "write" ? "write" : "read";
  walk.collector.addProperty(model, name, { access, at: node.property });
}
