import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { RowShape } from "../../follow-rows.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { isOpenObject } from "../../../ast/is-open-object.js";
import { getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import type { Method } from "./find-calls.js";
import { findRelated, type Models } from "./models.js";

/** What a row of a result has: columns of a model, and rows that relations brought along. */
export interface ModelRow extends RowShape<ModelRow> {
  /** None of an object that only holds rows; several where it may be a row of either. */
  readonly models: readonly MappedTable[];
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

/**
 * Rows as `select`, `include` and `omit` of an argument make them. Without `select`, all columns. Where a clause comes from elsewhere, what
 * is read of the rows says what they have: the client's types hold it to that.
 */
export function getShape(
  model: MappedTable,
  argument: TSESTree.Node | undefined,
  { models, scopes }: ShapeContext,
): ModelRow {
  if (argument === undefined) return getShapeOf(model, NO_CLAUSES, { models, scopes });
  const clauses = getEntries(argument, scopes);
  const getValuesOf = (clause: string): TSESTree.Node[] =>
    clauses.filter(({ name }) => name === clause).map(({ value }) => value);
  const isOpen = (clause: string): boolean =>
    getValuesOf(clause).some((value) => hasGaps(value, scopes)) || hasGaps(argument, scopes);
  const get = (clause: string): ObjectEntry[] =>
    getValuesOf(clause)
      .flatMap((value) => getEntries(value, scopes))
      .filter(isTaken);
  const isSelected = clauses.some(({ name }) => name === "select");
  return getShapeOf(
    model,
    {
      ...(isSelected && !isOpen("select") && { select: get("select") }),
      omitted: new Set(get("omit").map(({ name }) => name)),
      relations: [...get("select"), ...get("include")],
      isOpen: isOpen("select") || isOpen("include"),
    },
    { models, scopes },
  );
}

function hasGaps(node: TSESTree.Node, scopes: ScopeManager): boolean {
  return isOpenObject(node, scopes) || getComputedEntries(node, scopes).length > 0;
}

interface Clauses {
  /** All that is selected, where that is known. */
  readonly select?: readonly ObjectEntry[];
  readonly omitted: ReadonlySet<string>;
  readonly relations: readonly ObjectEntry[];
  /** True: further relations may have been brought along. */
  readonly isOpen: boolean;
}

const NO_CLAUSES: Clauses = { omitted: new Set(), relations: [], isOpen: false };

function getShapeOf(
  model: MappedTable,
  { select, omitted, relations, isOpen }: Clauses,
  context: ShapeContext,
): ModelRow {
  return {
    models: [model],
    has: (property) =>
      select === undefined ? !omitted.has(property) : select.some(({ name }) => name === property),
    getRelated: (property) => {
      const entry = relations.find(({ name }) => name === property);
      const related = findRelated(context.models, model, property);
      if (related === undefined) return undefined;
      if (entry !== undefined) return getShape(related, entry.value, context);
      return isOpen ? getOpenShape(related, context.models) : undefined;
    },
  };
}

/** `rows[0].name` of a group's key, `result._max.name` of a function. */
function getAggregateShape(model: MappedTable, argument: TSESTree.Node | undefined): ModelRow {
  const columns: ModelRow = { models: [model], has: () => true, getRelated: () => undefined };
  const isWhole = argument === undefined;
  return {
    models: [model],
    has: () => !isWhole,
    getRelated: (property) => (AGGREGATES.has(property) ? columns : undefined),
  };
}

function isTaken({ value }: ObjectEntry): boolean {
  return !(value.type === "Literal" && value.value === false);
}

/** A row of which a type says what it has: columns, and relations where it holds any. */
export function getOpenShape(model: MappedTable, models: Models): ModelRow {
  return {
    models: [model],
    has: () => true,
    getRelated: (property) => {
      const related = findRelated(models, model, property);
      return related && getOpenShape(related, models);
    },
  };
}
