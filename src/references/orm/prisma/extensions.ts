import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { isFunction } from "../../../ast/find-function.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ArgumentWalk } from "./argument-walk.js";
import { withCertainty } from "./collector.js";
import { isExtending } from "./extension-place.js";
import { readBinding, readRows } from "./row-flow.js";
import { getOpenShape } from "./row-shape.js";
import { CLAUSES, walkArguments, walkSelect } from "./walk-arguments.js";

/**
 * What an extension of the client says by itself: columns that its computed fields need, and what it adds to the arguments of queries.
 * The calls in it are found like all others. https://www.prisma.io/docs/orm/prisma-client/client-extensions
 */
export function walkExtension(call: TSESTree.CallExpression, walk: ArgumentWalk): void {
  const [extension] = call.arguments;
  if (extension === undefined || !isExtending(call)) return;
  for (const component of getEntries(extension, walk.scopes)) {
    if (component.name !== "result" && component.name !== "query") continue;
    for (const { models, entries, certainty } of getModelParts(component, walk)) {
      const collector = certainty === "inferred" ? withCertainty(walk.collector, certainty) : walk.collector;
      for (const model of models) {
        for (const entry of entries) {
          if (component.name === "result") walkComputed(entry, model, { ...walk, collector });
          else walkQuery(entry, model, { ...walk, collector });
        }
      }
    }
  }
}

interface ModelPart {
  readonly models: readonly MappedTable[];
  readonly entries: readonly ObjectEntry[];
  readonly certainty: "resolved" | "inferred";
}

/** By model; what is for all models is assumed to be for those that lose something. `query: { $allOperations }` stands for itself. */
function getModelParts({ value }: ObjectEntry, { models, scopes }: ArgumentWalk): ModelPart[] {
  return getEntries(value, scopes).map((part): ModelPart => {
    const certainty = "inferred";
    if (part.name === "$allModels")
      return { models: models.touched, entries: getEntries(part.value, scopes), certainty };
    if (part.name === "$allOperations") return { models: models.touched, entries: [part], certainty };
    const own = models.getByDelegate(part.name);
    const entries = getEntries(part.value, scopes);
    return { models: own, entries, certainty: own.length > 1 ? "inferred" : "resolved" };
  });
}

/** `display: { needs: { name: true }, compute(user) { return user.name } }` */
function walkComputed({ value }: ObjectEntry, model: MappedTable, walk: ArgumentWalk): void {
  for (const part of getEntries(value, walk.scopes)) {
    if (part.name === "needs") walkSelect(part.value, model, walk);
    const row = part.name === "compute" && isFunction(part.value) ? part.value.params[0] : undefined;
    if (row !== undefined) readBinding(row, getOpenShape(model, walk.models), walk);
  }
}

/** `async findMany({ args, query }) { args.where = { …, name }; return query(args) }` */
function walkQuery({ value }: ObjectEntry, model: MappedTable, walk: ArgumentWalk): void {
  const made = unwrap(value);
  const [parameter] = isFunction(made) ? made.params : [];
  if (!isFunction(made) || parameter?.type !== "ObjectPattern") return;
  for (const property of parameter.properties) {
    if (property.type !== "Property" || property.value.type !== "Identifier") continue;
    const name = getPropertyName(property);
    if (name === "args") walkQueryArguments(property.value, model, walk);
    if (name === "query") walkQueryCalls(property.value, model, walk);
  }
}

function walkQueryArguments(args: TSESTree.Identifier, model: MappedTable, walk: ArgumentWalk): void {
  walkArguments(args, model, walk);
  for (const { identifier } of findVariable(walk.scopes, args)?.references ?? []) {
    const clause = getOuterMember(identifier);
    const column = clause && getOuterMember(clause);
    const name = clause && getMemberName(clause);
    const property = column && getMemberName(column);
    if (name === undefined || column === undefined || property === undefined || !(name in CLAUSES)) continue;
    const access = WRITING.has(name) ? "write" : "read";
    walk.collector.addColumn(model, property, { access, at: column.property });
  }
}

const WRITING: ReadonlySet<string> = new Set(["data", "create", "update"]);

/** `args.where` of `args`. */
function getOuterMember(node: TSESTree.Node): TSESTree.MemberExpression | undefined {
  const { parent } = node;
  if (parent?.type === "TSNonNullExpression" || parent?.type === "TSAsExpression")
    return getOuterMember(parent);
  return parent?.type === "MemberExpression" && parent.object === node ? parent : undefined;
}

function walkQueryCalls(query: TSESTree.Identifier, model: MappedTable, walk: ArgumentWalk): void {
  for (const { identifier } of findVariable(walk.scopes, query)?.references ?? []) {
    const call = identifier.parent;
    if (call?.type !== "CallExpression" || call.callee !== identifier) continue;
    const [argument] = call.arguments;
    if (argument !== undefined) walkArguments(argument, model, walk);
    readRows(call, getOpenShape(model, walk.models), walk);
  }
}
