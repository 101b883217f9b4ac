import type { OperationEffect } from "../../../migration.js";
import type { Scope } from "../../run.js";
import { getField, type Value } from "../../value.js";
import { getAddEffect, getChangeEffects } from "./change-column.js";
import { readName } from "./names.js";
import { does, getKnownItems, type RunnerMethods } from "./runner-method.js";
import { readTable } from "./table.js";
import { readColumn } from "./table-column.js";

export const COLUMN_METHODS: RunnerMethods = new Map([
  ["addColumn", does(([table, column]) => [getAdd(table, column)])],
  ["addColumns", does(([table, columns]) => getKnownItems(columns).map((column) => getAdd(table, column)))],
  ["dropColumn", does(([table, column]) => [getDrop(table, column)])],
  ["dropColumns", does(([table, columns]) => getKnownItems(columns).map((column) => getDrop(table, column)))],
  ["renameColumn", does(getChange)],
  ["changeColumn", does(getChange)],
  [
    "changeColumns",
    does(([table, changes], scope) =>
      getKnownItems(changes).flatMap((one) =>
        getChange([table, getField(one, "oldColumn"), getField(one, "newColumn")], scope),
      ),
    ),
  ],
  [
    "createPrimaryKey",
    does(([table, columns]) => getKnownItems(columns).map((one) => getDemand(table, one))),
  ],
]);

function getAdd(table: Value | undefined, column: Value | undefined): OperationEffect {
  return getAddEffect(readTable(table).name, readColumn(column));
}

function getDrop(table: Value | undefined, column: Value | undefined): OperationEffect {
  return { type: "drop-column", table: readTable(table).name, column: readColumn(column).name };
}

/** `(table, old, new)`, each column by its definition or its name; a new name alone leaves the rest as it was. */
function getChange(
  [given, old, next]: readonly (Value | undefined)[],
  scope: Scope,
): readonly OperationEffect[] {
  const [table, from] = [readTable(given).name, readColumn(old)];
  if (next?.kind === "text") return [{ type: "rename-column", table, column: from.name, to: readName(next) }];
  return getChangeEffects({ table, from, to: readColumn(next), dialect: scope.run.dialect });
}

/** A primary key demands its columns. */
function getDemand(table: Value | undefined, column: Value): OperationEffect {
  return {
    type: "alter-column",
    table: readTable(table).name,
    column: readName(column),
    what: "set-not-null",
  };
}
