import type { TableName } from "../../../../catalog/table-columns.js";
import type { SourceText } from "../../../../references/sql/source-text.js";
import type { OperationEffect } from "../../../migration.js";
import { composeSql, quotePath } from "../../compose-sql.js";
import type { CallSite, Handle } from "../../handle.js";
import { getText, toHandle, type Value } from "../../value.js";
import { explainNames, readNames } from "./names.js";
import { getPartSql } from "./part-sql.js";
import { takeParts } from "./raw.js";

/** `createView("v", (view) => { view.columns([…]); view.as(knex("users").select(…)); })` */
export class NewView implements Handle {
  readonly label = "view";
  readonly #table: TableName;
  #columns: readonly string[] = [];
  #query: SourceText | undefined;

  constructor(table: TableName) {
    this.#table = table;
  }

  callMethod(name: string, args: readonly Value[]): Value | undefined {
    takeParts(args);
    if (name === "columns") this.#columns = readNames(args) ?? [];
    else if (name === "as") this.#query = getPartSql(args[0]);
    else if (!OPTIONS.has(name)) return undefined;
    return toHandle(this);
  }

  getEffects(site: CallSite): readonly OperationEffect[] {
    const table = this.#table;
    const columns = this.#columns;
    if (columns.length > 0) return [{ type: "create-view", table, columns }];
    const name = quotePath(table.schema === undefined ? table.table : `${table.schema}.${table.table}`);
    const read = this.#query ? site.readSql(composeSql("CREATE VIEW ", name, " AS ", this.#query)) : [];
    const isRead = read.length === 1 && read[0]?.type === "create-view";
    return isRead ? read : [{ type: "create-view", table, columns, isPartial: true }];
  }
}

const OPTIONS: ReadonlySet<string> = new Set([
  "checkOption",
  "localCheckOption",
  "cascadedCheckOption",
  "queryContext",
]);

/** `view("v", (view) => { view.column("a").rename("b"); })` */
export class ChangedView implements Handle {
  readonly label = "view";
  readonly tables: readonly string[];
  readonly #table: TableName;

  constructor(table: TableName) {
    this.#table = table;
    this.tables = [table.table];
  }

  callMethod(name: string, [column]: readonly Value[]): Value | undefined {
    return name === "column" ? toHandle(this.#createColumn(getText(column))) : undefined;
  }

  #createColumn(column: string | undefined): Handle {
    const table = this.#table;
    return {
      label: "view.column",
      tables: this.tables,
      callMethod: (name, [given], site) => {
        const to = getText(given);
        if (name === "defaultTo") site.emit({ type: "other" });
        else if (name !== "rename") return undefined;
        else if (column === undefined || to === undefined)
          site.emitUnknown(explainNames([given]), this.tables);
        else site.emit({ type: "rename-column", table, column, to });
        return given;
      },
    };
  }
}
