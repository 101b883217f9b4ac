import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import type { CallSite, Handle, LaterEffect } from "../../handle.js";
import { createText, getField, toHandle, type Value } from "../../value.js";
import { Column, COLUMN_TYPES } from "./column.js";
import { explainNames, isTrue, readNames, readTableName } from "./names.js";
import { takeParts } from "./raw.js";

/** What the callback of `createTable` or `alterTable` is handed. */
export abstract class TableBuilder implements Handle {
  readonly label = "table";
  readonly tables: readonly string[];

  constructor(readonly table: TableName) {
    this.tables = [table.table];
  }

  callMethod(name: string, args: readonly Value[], site: CallSite): Value | undefined {
    takeParts(args);
    if (COLUMN_TYPES.has(name)) {
      const column = new Column(name, args);
      this.addColumn(column, site);
      return toHandle(column);
    }
    if (name === "timestamps") return this.#addTimestamps(args, site);
    return this.callOwn(name, args, site) ?? this.#callRest(name, site);
  }

  protected abstract addColumn(column: Column, site: CallSite): void;
  protected abstract callOwn(name: string, args: readonly Value[], site: CallSite): Value | undefined;
  protected abstract addOther(site: CallSite): void;
  abstract escape(reason: string, site: CallSite): void;

  /** `created_at` and `updated_at`; the second argument gives them a default, the third other names. */
  #addTimestamps([first, second, third]: readonly Value[], site: CallSite): Value {
    const isObject = first?.kind === "object";
    const hasDefault = isTrue(isObject ? getField(first, "defaultToNow") : second);
    const isCamel = isTrue(isObject ? getField(first, "useCamelCase") : third);
    for (const name of isCamel ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"]) {
      const column = new Column("timestamp", [createText(name)]);
      if (hasDefault) {
        column.callMethod("notNullable", []);
        column.callMethod("defaultTo", [createText("now")]);
      }
      this.addColumn(column, site);
    }
    return toHandle(this);
  }

  #callRest(name: string, site: CallSite): Value | undefined {
    if (!OTHERS.has(name)) return undefined;
    this.addOther(site);
    return name === "foreign" ? toHandle(FOREIGN_KEY) : toHandle(this);
  }
}

/** Keys, indexes, checks, comments, and what only says how the table is kept. */
const OTHERS: ReadonlySet<string> = new Set([
  ...["index", "primary", "unique", "foreign", "dropPrimary", "dropPrimaryIfExists", "dropUnique"],
  ...[
    "dropUniqueIfExists",
    "dropIndex",
    "dropForeign",
    "dropForeignIfExists",
    "check",
    "dropChecks",
    "comment",
  ],
  ...["engine", "charset", "collate", "queryContext"],
]);

const FOREIGN_KEY: Handle = {
  label: "table.foreign",
  isData: true,
  callMethod: () => toHandle(FOREIGN_KEY),
};

export class NewTable extends TableBuilder {
  readonly #columns: Column[] = [];
  readonly #parents: TableName[] = [];
  #isPartial = false;

  protected addColumn(column: Column): void {
    this.#columns.push(column);
  }

  protected callOwn(name: string, [parent]: readonly Value[]): Value | undefined {
    if (name !== "inherits") return undefined;
    const table = readTableName(parent, undefined);
    if (table) this.#parents.push(table);
    this.#isPartial ||= table === undefined;
    return toHandle(this);
  }

  protected addOther(): void {
    // A part of the table.
  }

  /** All that can be done with it is to give the new table more. */
  escape(): void {
    this.#isPartial = true;
  }

  getEffect(): OperationEffect {
    const columns = this.#columns.flatMap(({ name }) => name ?? []);
    const isPartial = this.#isPartial || columns.length < this.#columns.length;
    return {
      ...{ type: "create-table", table: this.table, columns },
      ...(this.#parents.length > 0 && { inherits: this.#parents }),
      ...(isPartial && { isPartial }),
    };
  }
}

export class ChangedTable extends TableBuilder {
  protected addColumn(column: Column, site: CallSite): void {
    site.emitLater(() => column.getEffects(this.table).map((effect): LaterEffect => ({ effect })));
  }

  protected addOther(site: CallSite): void {
    site.emit({ type: "other" });
  }

  escape(reason: string, site: CallSite): void {
    site.emitUnknown(reason, this.tables);
  }

  protected callOwn(name: string, args: readonly Value[], site: CallSite): Value | undefined {
    const { table } = this;
    switch (name) {
      case "dropColumn":
      case "dropColumns":
        this.#forEach(args, site, (column) => ({ type: "drop-column", table, column }));
        break;
      case "dropTimestamps":
        for (const column of isTrue(args[0]) ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"])
          site.emit({ type: "drop-column", table, column });
        break;
      case "renameColumn":
        this.#rename(args, site);
        break;
      case "setNullable":
        this.#forEach(args, site, (column) => ({
          type: "alter-column",
          table,
          column,
          what: "drop-not-null",
        }));
        break;
      case "dropNullable":
        this.#forEach(args, site, (column) => ({
          type: "alter-column",
          table,
          column,
          what: "set-not-null",
        }));
        break;
      default:
        return undefined;
    }
    return toHandle(this);
  }

  #rename([from, to]: readonly Value[], site: CallSite): void {
    const [column] = readNames(from ? [from] : []) ?? [];
    const [name] = readNames(to ? [to] : []) ?? [];
    if (column === undefined || name === undefined)
      return site.emitUnknown(explainNames([from, to]), this.tables);
    site.emit({ type: "rename-column", table: this.table, column, to: name });
  }

  #forEach(args: readonly Value[], site: CallSite, toEffect: (column: string) => OperationEffect): void {
    const names = readNames(args);
    if (names === undefined) return site.emitUnknown(explainNames(args), this.tables);
    for (const column of names) site.emit(toEffect(column));
  }
}
