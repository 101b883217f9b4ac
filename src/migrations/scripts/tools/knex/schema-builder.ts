import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import type { CallSite, Handle } from "../../handle.js";
import { getText, toHandle, UNKNOWN, type Value } from "../../value.js";
import { explainNames, readTableName } from "./names.js";
import { Raw } from "./raw.js";
import { ChangedTable, NewTable } from "./table-builder.js";
import { ChangedView, NewView } from "./view-builder.js";

/** `knex.schema`: each call of a chain is run after the one before. */
export class SchemaBuilder implements Handle {
  readonly label = "knex.schema";
  #schema: Value | undefined;

  getAwaited(): Value {
    return UNKNOWN;
  }

  callMethod(name: string, args: readonly Value[], site: CallSite): Value | undefined {
    if (name === "withSchema") this.#schema = args[0];
    else if (ASKING.has(name)) return UNKNOWN;
    else if (name === "raw") new Raw(args, site);
    else if (OTHERS.has(name)) site.emit({ type: "other" });
    else if (name === "dropSchema" || name === "dropSchemaIfExists") dropSchema(args, site);
    else if (!ITSELF.has(name)) return this.#change(name, args, site);
    return toHandle(this);
  }

  #change(name: string, [first, second, third]: readonly Value[], site: CallSite): Value | undefined {
    const change = CHANGES.get(name);
    if (change === undefined) return undefined;
    const table = readTableName(first, this.#schema);
    if (table) change({ table, second, third, site, schema: this.#schema });
    else if (name.startsWith("create")) readUnnamed(second ?? third, site);
    else site.emitUnknown(explainNames([first]), []);
    return toHandle(this);
  }
}

interface Change {
  readonly table: TableName;
  readonly second: Value | undefined;
  readonly third: Value | undefined;
  readonly site: CallSite;
  readonly schema: Value | undefined;
}

const CHANGES: ReadonlyMap<string, (change: Change) => void> = new Map([
  ["createTable", (change) => createTable(change)],
  ["createTableIfNotExists", createTableIfNotExists],
  ["createTableLike", createTableLike],
  ["table", alterTable],
  ["alterTable", alterTable],
  ["dropTable", emitOn("drop-table")],
  ["dropTableIfExists", emitOn("drop-table")],
  ["renameTable", rename("rename-table")],
  ["createView", createView],
  ["createViewOrReplace", createView],
  ["createMaterializedView", createView],
  ["view", alterView],
  ["alterView", alterView],
  ["dropView", emitOn("drop-view")],
  ["dropViewIfExists", emitOn("drop-view")],
  ["dropMaterializedView", emitOn("drop-view")],
  ["dropMaterializedViewIfExists", emitOn("drop-view")],
  ["renameView", rename("rename-view")],
]);

function createTableIfNotExists(change: Change): void {
  createTable(change, { ifNotExists: true });
}

function createTable({ table, second, site }: Change, options: { readonly ifNotExists?: true } = {}): void {
  const builder = new NewTable(table);
  site.emitLater(() => [{ effect: { ...builder.getEffect(), ...options } satisfies OperationEffect }]);
  const self = toHandle(builder);
  if (second?.kind === "function") site.callFunction(second, [self], self);
  else builder.escape();
}

function createTableLike({ table, second, third, site, schema }: Change): void {
  const source = readTableName(second, schema);
  const builder = new NewTable(table);
  site.emitLater(() => {
    const effect = builder.getEffect();
    const like = source ? { columnsOf: [source] } : { isPartial: true };
    return [{ effect: { ...effect, ...like } satisfies OperationEffect }];
  });
  const self = toHandle(builder);
  if (third?.kind === "function") site.callFunction(third, [self], self);
}

/** A new table whose name is known only at run time: what its callback does beside filling it is done all the same. */
function readUnnamed(callback: Value | undefined, site: CallSite): void {
  site.emit({ type: "other" });
  const self = toHandle(new NewTable({ table: "" }));
  site.callFunction(callback, [self], self);
}

function alterTable({ table, second, site }: Change): void {
  const builder = new ChangedTable(table);
  const self = toHandle(builder);
  if (second?.kind === "function") site.callFunction(second, [self], self);
  else site.emitUnknown("what it changes is not in this file", builder.tables);
}

function emitOn(type: "drop-table" | "drop-view"): (change: Change) => void {
  return ({ table, site }) => {
    site.emit({ type, table });
  };
}

function rename(type: "rename-table" | "rename-view"): (change: Change) => void {
  return ({ table, second, site }) => {
    const to = getText(second);
    if (to === undefined) site.emitUnknown(explainNames([second]), [table.table]);
    else site.emit({ type, table, to });
  };
}

function createView({ table, second, site }: Change): void {
  const builder = new NewView(table);
  site.emitLater(() => builder.getEffects(site).map((effect) => ({ effect })));
  const self = toHandle(builder);
  site.callFunction(second, [self], self);
}

function alterView({ table, second, site }: Change): void {
  const self = toHandle(new ChangedView(table));
  site.callFunction(second, [self], self);
}

function dropSchema([name]: readonly Value[], site: CallSite): void {
  const schema = getText(name);
  if (schema === undefined) site.emitUnknown(explainNames([name]), []);
  else site.emit({ type: "drop-schema", schema });
}

const ASKING: ReadonlySet<string> = new Set(["hasTable", "hasColumn"]);
const OTHERS: ReadonlySet<string> = new Set([
  ...["createSchema", "createSchemaIfNotExists", "createExtension", "createExtensionIfNotExists"],
  ...["dropExtension", "dropExtensionIfExists", "refreshMaterializedView"],
]);
const ITSELF: ReadonlySet<string> = new Set([
  ...[
    "transacting",
    "debug",
    "on",
    "timeout",
    "queryContext",
    "connection",
    "toString",
    "toQuery",
    "toSQL",
    "options",
  ],
]);
