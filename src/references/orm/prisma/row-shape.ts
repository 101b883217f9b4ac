import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { RowShape } from "../../follow-rows.js";
import { getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import type { Method } from "./find-calls.js";
import { findRelated, type Models } from "./models.js";

/** What a row of a result has: columns of a model, and rows that relations brought along. */
export interface ModelRow extends RowShape<ModelRow> {
  readonly model: MappedTable;
}

const AGGREGATES: ReadonlySet<string> = new Set(["_count", "_sum", "_avg", "_min", "_max"]);

interface ShapeContext {
  readonly models: Models;
  readonly scopes: ScopeManager;
}

/** The rows that a call gives; undefined for those that give numbers. */
export function getResultShape(
  method: Method,
  model: MappedTable,
  argument: TSESTree.Node | undefined,
  context: ShapeContext,
): ModelRow | undefined {
  switch (method) {
    case "count":
    case "createMany":
    case "updateMany":
    case "deleteMany":
      return undefined;
    case "aggregate":
    case "groupBy":
      return getAggregateShape(model, argument);
    default:
      return getShape(model, argument, context);
  }
}

/** Rows as `select`, `include` and `omit` of an argument make them. Without `select`, all columns. */
export function getShape(
  model: MappedTable,
  argument: TSESTree.Node | undefined,
  { models, scopes }: ShapeContext,
): ModelRow {
  const clauses = argument === undefined ? [] : getEntries(argument, scopes);
  const get = (clause: string): ObjectEntry[] =>
    clauses.filter(({ name }) => name === clause).flatMap(({ value }) => getEntries(value, scopes));
  const select = get("select").filter(isTaken);
  const isSelected = clauses.some(({ name }) => name === "select");
  const omitted = new Set(
    get("omit")
      .filter(isTaken)
      .map(({ name }) => name),
  );
  const relations = [...select, ...get("include").filter(isTaken)];
  return {
    model,
    has: (property) => (isSelected ? select.some(({ name }) => name === property) : !omitted.has(property)),
    getRelated: (property) => {
      const entry = relations.find(({ name }) => name === property);
      const related = entry && findRelated(models, model, property);
      return related && getShape(related, entry.value, { models, scopes });
    },
  };
}

/** `rows[0].name` of a group's key, `result._max.name` of a function. */
function getAggregateShape(model: MappedTable, argument: TSESTree.Node | undefined): ModelRow {
  const columns: ModelRow = { model, has: () => true, getRelated: () => undefined };
  const isWhole = argument === undefined;
  return {
    model,
    has: () => !isWhole,
    getRelated: (property) => (AGGREGATES.has(property) ? columns : undefined),
  };
}

function isTaken({ value }: ObjectEntry): boolean {
  return !(value.type === "Literal" && value.value === false);
}

/** A whole row, as a type like `User` says. */
export function getWholeShape(model: MappedTable): ModelRow {
  return { model, has: () => true, getRelated: () => undefined };
}
