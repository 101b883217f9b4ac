import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import type { Handle } from "../../handle.js";
import { toHandle, type Value } from "../../value.js";
import { explainNames, isFalse, isNothing } from "./names.js";
import { getText, getField } from "../../value.js";
import { takeParts } from "./raw.js";

/** A column that a table's builder adds or changes: `t.string("name").notNullable()`. */
export class Column implements Handle {
  readonly label: string;
  readonly #name: string | undefined;
  readonly #given: Value | undefined;
  readonly #isFilled: boolean;
  #isNotNull: boolean;
  #default: Value | undefined;
  #alter: { readonly isNullable: boolean; readonly isType: boolean } | undefined;

  constructor(type: string, args: readonly Value[]) {
    const [name, given] = args;
    this.label = `table.${type}`;
    this.#given = name;
    this.#isFilled = INCREMENTS.has(type) || (type === "specificType" && SERIAL.test(getText(given) ?? ""));
    this.#isNotNull = this.#isFilled;
    this.#name = name === undefined && INCREMENTS.has(type) ? "id" : getText(name);
  }

  get name(): string | undefined {
    return this.#name;
  }

  get isAltered(): boolean {
    return this.#alter !== undefined;
  }

  callMethod(method: string, args: readonly Value[]): Value | undefined {
    takeParts(args);
    const [first, second] = args;
    if (method === "notNullable" || method === "notNull") this.#isNotNull = true;
    else if (method === "nullable") this.#isNotNull = isFalse(first);
    else if (method === "primary") this.#isNotNull = true;
    else if (DEFAULTS.has(method)) this.#default = first;
    else if (method === "alter") this.#alter = readAlter(first ?? second);
    else if (!MODIFIERS.has(method)) return undefined;
    return toHandle(this);
  }

  escape(): void {
    // Whoever gets it can do no more than say of the column what it is like.
  }

  /** What it does to a table that is there. */
  getEffects(table: TableName): readonly OperationEffect[] {
    if (this.#name === undefined)
      return [{ type: "unknown", tables: [table.table], reason: explainNames([this.#given]) }];
    const column = this.#name;
    if (this.#alter) return this.#getAlterations(table, column, this.#alter);
    const notNull = this.#isNotNull;
    return [
      { type: "add-column", table, column, notNull, hasDefault: this.#isFilled || !isNothing(this.#default) },
    ];
  }

  /** `_addColumn` of lib/dialects/postgres/schema/pg-tablecompiler.js: default and NOT NULL go, and come back as far as they are said again. */
  #getAlterations(
    table: TableName,
    column: string,
    { isNullable, isType }: { readonly isNullable: boolean; readonly isType: boolean },
  ): readonly OperationEffect[] {
    const hasDefault = this.#default !== undefined && !isNothing(this.#default);
    const all = [
      ...(isType ? (["type"] as const) : []),
      hasDefault ? ("set-default" as const) : ("drop-default" as const),
      ...(isNullable ? [this.#isNotNull ? ("set-not-null" as const) : ("drop-not-null" as const)] : []),
    ];
    return all.map((what) => ({ type: "alter-column", table, column, what }));
  }
}

function readAlter(options: Value | undefined): { readonly isNullable: boolean; readonly isType: boolean } {
  return {
    isNullable: !isFalse(getField(options, "alterNullable")),
    isType: !isFalse(getField(options, "alterType")),
  };
}

const INCREMENTS: ReadonlySet<string> = new Set(["increments", "bigincrements", "bigIncrements", "serial"]);
const SERIAL = /^(?:big|small)?serial|^(?:int|bigint|smallint).*\bidentity\b|\bgenerated\b/i;
const DEFAULTS: ReadonlySet<string> = new Set(["defaultTo", "default", "defaultsTo"]);
/** lib/schema/columnbuilder.js, and what `references` adds. */
const MODIFIERS: ReadonlySet<string> = new Set([
  ...[
    "unsigned",
    "unique",
    "index",
    "references",
    "inTable",
    "on",
    "onDelete",
    "onUpdate",
    "comment",
    "after",
  ],
  ...[
    "first",
    "collate",
    "collation",
    "withKeyName",
    "deferrable",
    "queryContext",
    "checkPositive",
    "checkNegative",
  ],
  ...[
    "checkIn",
    "checkNotIn",
    "checkBetween",
    "checkLength",
    "checkRegex",
    "primaryKey",
    "foreign",
    "charset",
  ],
]);

/** Methods of a table's builder that make a column: lib/schema/tablebuilder.js. */
export const COLUMN_TYPES: ReadonlySet<string> = new Set([
  ...[
    "tinyint",
    "smallint",
    "mediumint",
    "int",
    "bigint",
    "decimal",
    "float",
    "double",
    "real",
    "bit",
    "boolean",
  ],
  ...[
    "serial",
    "date",
    "datetime",
    "timestamp",
    "time",
    "year",
    "geometry",
    "geography",
    "point",
    "char",
    "varchar",
  ],
  ...[
    "tinytext",
    "tinyText",
    "text",
    "mediumtext",
    "mediumText",
    "longtext",
    "longText",
    "binary",
    "varbinary",
  ],
  ...[
    "tinyblob",
    "tinyBlob",
    "mediumblob",
    "mediumBlob",
    "blob",
    "longblob",
    "longBlob",
    "enum",
    "set",
    "bool",
  ],
  ...[
    "dateTime",
    "increments",
    "bigincrements",
    "bigIncrements",
    "integer",
    "biginteger",
    "bigInteger",
    "string",
  ],
  ...["json", "jsonb", "uuid", "enu", "specificType"],
]);
