import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { walk } from "../../../ast/walk.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Detection, ScriptDetector } from "../../detector.js";
import { getSearchWords } from "../../search-words.js";
import { isTouched } from "../column-collector.js";
import { createCollector } from "./collector.js";
import { createPair, createRowReader, createShape } from "./entity-shape.js";
import { followEntity, walkAssigned, walkNew, walkOwnMember } from "./entity-values.js";
import { findBuilderStart } from "./find-builder.js";
import { getTarget } from "./find-options.js";
import { followRows } from "../../follow-rows.js";
import { walkFragment } from "./fragment.js";
import { createModels, getEntities } from "./models.js";
import type { QueryContext } from "./query.js";
import { findRepositoryCall, type RepositoryCall } from "./repository-calls.js";
import { walkTypedMembers } from "./typed-members.js";
import { walkBuilder } from "./walk-builder.js";
import { walkType } from "./walk-types.js";

/**
 * Columns and tables that calls of TypeORM name: find options, values, query builders by their aliases, and properties of entities as far as they
 * stay in the function or are declared with the entity as their type.
 */
export const detectTypeorm: ScriptDetector = (file, project) => {
  const touched = getEntities(project.catalog).filter((entity) => isTouched(entity, project.changes));
  if (touched.length === 0 || !mentions(file.text, touched, project.changes)) return [];
  const found: Detection[] = [];
  const models = createModels(file, project);
  const collector = createCollector({ changes: project.changes, models, found });
  const context: QueryContext = {
    ...{ file, project, found },
    walk: { models, scopes: file.scopes, collector },
  };
  for (const node of walk(file.ast)) visit(node, context);
  walkTypedMembers(touched, context);
  return found;
};

function mentions(text: string, touched: readonly MappedTable[], changes: readonly Change[]): boolean {
  return getSearchWords(changes, { tables: touched }).some((word) => text.includes(word));
}

function visit(node: TSESTree.Node, context: QueryContext): void {
  switch (node.type) {
    case "CallExpression":
      return visitCall(node, context);
    case "NewExpression":
      return walkNew(node, context);
    case "TSTypeReference":
      return walkType(node, context);
    case "MemberExpression":
      return walkOwnMember(node, context);
    default:
  }
}

function visitCall(node: TSESTree.CallExpression, context: QueryContext): void {
  const finding = { models: context.walk.models, file: context.file };
  const start = findBuilderStart(node, finding);
  if (start !== undefined) return walkBuilder(node, start, context);
  const call = findRepositoryCall(node, finding);
  if (call === undefined) return walkAssigned(node, context);
  walkRepositoryCall(call, context);
}

function walkRepositoryCall(call: RepositoryCall, context: QueryContext): void {
  const { model, clauses, gives } = call;
  const { models, scopes, collector } = context.walk;
  collector.addTable(model, { access: call.access, at: call.at });
  const inner = { ...context.walk, onRaw: createRawWalk(context) };
  for (const [index, clause] of clauses.entries()) {
    const argument = call.arguments[index];
    if (argument !== undefined) clause?.(argument, getTarget(model), inner);
  }
  if (gives === "rows") followEntity(call.node, model, context);
  if (gives === "pair")
    followRows(call.node, createPair(createShape(models, model)), { scopes, ...createRowReader(collector) });
}

/** `Raw((alias) => `${alias} > now()`)` and `update(id, { visits: () => "visits + 1" })` hold SQL of their own. */
function createRawWalk(context: QueryContext) {
  return (node: TSESTree.Node, model: MappedTable): void => {
    const value =
      node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "Raw"
        ? node.arguments[0]
        : node;
    if (value === undefined) return;
    const isFunction = value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression";
    const text = isFunction ? value.body : value;
    if (!isFunction && value === node) return;
    if (text.type === "BlockStatement") return;
    const query = {
      ...{ aliases: new Map<string, MappedTable>(), tables: new Map(), outputs: new Set<string>() },
      ...{ main: model, isBare: true },
    };
    walkFragment(text, "columns", { query, context });
  };
}
