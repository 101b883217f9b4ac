import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getEntries } from "../../../ast/object-entries.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ScriptFile } from "../../detector.js";
import { createRow, type Holding } from "../instances/holding.js";
import type { Inference, InstanceModels, MethodCall } from "../instances/inference.js";
import { findAssociationMethod } from "./association-methods.js";
import { getDefinedModel } from "./defined-model.js";
import { findMethod, MODEL_METHODS, type Result, ROW_METHODS } from "./model-methods.js";
import type { SequelizeModels } from "./sequelize-models.js";
import { getAliases } from "./walk-attributes.js";

/** What Sequelize's methods give, and what it hands to hooks, getters and callbacks. */
export function createInstanceModels(models: SequelizeModels, file: ScriptFile): InstanceModels {
  return {
    find: models.find,
    getOfClass: models.getOfClass,
    findRelated: models.findRelated,
    getResult: (call) => getResult(call, models, file),
    getParameter: (callback, position, inference) => getParameter(callback, position, { models, inference }),
    rowTypes: ROW_TYPES,
  };
}

const ROW_TYPES: ReadonlySet<string> = new Set([
  ...["Attributes", "CreationAttributes", "InferAttributes", "InferCreationAttributes"],
  ...["NonNullableFindOptions", "HydratedModel"],
]);

function getResult(
  { node, method, receiver }: MethodCall,
  models: SequelizeModels,
  file: ScriptFile,
): readonly Holding[] | undefined {
  if (receiver.kind !== "model" && receiver.kind !== "row") return undefined;
  const { table } = receiver;
  if (receiver.kind === "row") {
    const associated = findAssociationMethod(node, { name: method, table, models, scopes: file.scopes });
    if (associated) return associated.verb === "count" ? [] : [createRow(associated.related)];
  }
  const found = findMethod(method, receiver.kind === "model" ? MODEL_METHODS : ROW_METHODS);
  if (found === undefined) return isContinued(node) ? [{ kind: "model", table }] : undefined;
  if (receiver.kind === "row") return getRowResult(node, found.method.gives, receiver);
  const row = { ...createRow(table), aliases: new Set(getQueryAliases(node, { file })) };
  return toHoldings(found.method.gives, table, row);
}

/** `Post.visibleTo(user).findAll()`: what has the methods of a model is the model again, under a scope. */
function isContinued({ parent }: TSESTree.CallExpression): boolean {
  if (parent.type !== "MemberExpression" || parent.parent.type !== "CallExpression") return false;
  return parent.parent.callee === parent && CONTINUING.has(getMemberName(parent) ?? "");
}

const CONTINUING: ReadonlySet<string> = new Set([
  ...["findAll", "findOne", "findByPk", "findAndCountAll", "findOrCreate", "count", "scope", "unscoped"],
]);

/** `user.get()` gives all of the row, `user.get("name")` one value of it. */
function getRowResult(
  { arguments: [first] }: TSESTree.CallExpression,
  gives: Result,
  row: Holding,
): Holding[] {
  const isOne = first?.type === "Literal";
  return gives === "row" && !isOne ? [row] : [];
}

function toHoldings(gives: Result, table: MappedTable, row: Holding): Holding[] {
  switch (gives) {
    case "row":
      return [row];
    case "rowPair":
      return [{ kind: "list", elements: [[row], []] }];
    case "countPair":
      return [{ kind: "list", elements: [[], [row]] }];
    case "page":
      return [{ kind: "members", get: (name) => (name === "rows" ? [row] : []) }];
    case "model":
      return [{ kind: "model", table }];
    case "none":
      return [];
  }
}

function getQueryAliases(node: TSESTree.CallExpression, { file }: { readonly file: ScriptFile }): string[] {
  return node.arguments.flatMap((argument) =>
    getEntries(argument, file.scopes)
      .filter(({ name }) => name === "attributes")
      .flatMap(({ value }) => getAliases(value, { file })),
  );
}

interface ParameterContext {
  readonly models: SequelizeModels;
  readonly inference: Inference;
}

/** Position -1 is `this`. */
function getParameter(
  callback: TSESTree.Node,
  position: number,
  { models, inference }: ParameterContext,
): readonly Holding[] | undefined {
  const call = callback.parent;
  if (position === -1 && call?.type === "AssignmentExpression") return getAssigned(call, inference);
  if (call?.type === "CallExpression") return position === 0 ? getHanded(call, inference) : undefined;
  const property = getProperty(callback);
  const defined = property && getDefinedModel(property, models);
  if (defined === undefined || property === undefined) return undefined;
  const isHook = HOOK.test(getPropertyName(property) ?? "");
  if (position === -1) return isHook ? undefined : [createRow(defined)];
  return position === 0 && isHook ? [createRow(defined)] : undefined;
}

const HOOK = /^(?:before|after)[A-Z]/;

/** `User.beforeSave((user) => …)`, `User.addHook("beforeSave", (user) => …)`, `User.findAllInBatches({ … }, (users) => …)`. */
function getHanded(call: TSESTree.CallExpression, inference: Inference): readonly Holding[] | undefined {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? (getMemberName(callee) ?? "") : "";
  if (callee.type !== "MemberExpression") return undefined;
  const isFinding = findMethod(method, MODEL_METHODS)?.method.gives === "row";
  if (!HOOK.test(method) && method !== "addHook" && method !== "hook" && !isFinding) return undefined;
  const models = inference.ofExpression(callee.object).filter(({ kind }) => kind === "model");
  if (models.length === 0) return undefined;
  return models.flatMap((holding) => (holding.kind === "model" ? [createRow(holding.table)] : []));
}

/** `this` of `User.byName = function () { … }` is the model, of `User.prototype.label = …` a row of it. */
function getAssigned(
  { left }: TSESTree.AssignmentExpression,
  { ofExpression }: Inference,
): readonly Holding[] | undefined {
  if (left.type !== "MemberExpression") return undefined;
  const owner = unwrap(left.object);
  const isOfRows = owner.type === "MemberExpression" && getMemberName(owner) === "prototype";
  const models = ofExpression(isOfRows ? owner.object : owner).filter((one) => one.kind === "model");
  if (models.length === 0) return undefined;
  return isOfRows ? models.map(({ table }) => createRow(table)) : models;
}

function getProperty({ parent }: TSESTree.Node): TSESTree.Property | undefined {
  return parent?.type === "Property" ? parent : undefined;
}
