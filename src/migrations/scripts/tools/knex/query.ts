import type { SourceText } from "../../../../references/sql/source-text.js";
import type { OperationEffect } from "../../../migration.js";
import { AT_RUN, composeSql, joinSql, quotePath, quoteText } from "../../compose-sql.js";
import type { CallSite, Handle } from "../../handle.js";
import { getText, toHandle, UNKNOWN, type Value } from "../../value.js";
import { isPromiseMethod } from "../../builtins/promise-methods.js";
import { explainNames } from "./names.js";
import { readCondition } from "./conditions.js";
import { getPartSql } from "./part-sql.js";
import { takeParts } from "./raw.js";

/** `knex("users").where(…).update(…)`: what comes later in the chain bounds it, too. */
export class Query implements Handle {
  readonly label = "knex()";
  #table: SourceText | undefined;
  /** As the call names it. */
  #given: Value | undefined;
  #schema: SourceText | undefined;
  #where: SourceText = [];
  #with: SourceText[] = [];
  #from: SourceText[] = [];
  #columns: SourceText[] = [];
  #hasLimit = false;

  constructor(table?: Value) {
    this.#setTable(table);
  }

  get condition(): SourceText | undefined {
    return this.#where.length > 0 ? this.#where : undefined;
  }

  getAwaited(): Value {
    return UNKNOWN;
  }

  getSelect(): SourceText {
    const columns = this.#columns.length > 0 ? joinSql(this.#columns, ", ") : composeSql("*");
    const from = this.#table ? composeSql(" FROM ", joinSql([this.#getTable(), ...this.#from], ", ")) : [];
    return composeSql(
      this.#getWith(),
      "SELECT ",
      columns,
      from,
      this.#getWhere(),
      this.#hasLimit ? " LIMIT 1" : "",
    );
  }

  escape(): void {
    // A query on rows that others add conditions to: its own methods were read.
  }

  callMethod(name: string, args: readonly Value[], site: CallSite): Value | undefined {
    takeParts(args);
    const condition = readCondition(name, args, site);
    if (condition) this.#addCondition(condition);
    else if (CHANGES.has(name)) this.#change(name, args, site);
    else if (FROM.has(name)) this.#setTable(args[0]);
    else if (name === "withSchema") this.#schema = readName(args[0]);
    else if (name === "limit" || name === "first") this.#hasLimit = true;
    else if (WITH.has(name)) this.#addWith(args, site);
    else if (name === "updateFrom" && args[0]) this.#from.push(readSource(args[0]));
    else if (SELECTS.has(name)) this.#select(args);
    else if (name === "modify") site.callFunction(args[0], [toHandle(this), ...args.slice(1)]);
    else if (TEXTS.has(name)) return UNKNOWN;
    else if (isPromiseMethod(name)) return undefined;
    return toHandle(this);
  }

  #setTable(table: Value | undefined): void {
    this.#given = table;
    this.#table = table && readSource(table);
  }

  #addCondition({ sql, isOr }: { readonly sql: SourceText; readonly isOr: boolean }): void {
    this.#where = this.#where.length === 0 ? sql : composeSql(this.#where, isOr ? " OR " : " AND ", sql);
  }

  #addWith([name, query]: readonly Value[], site: CallSite): void {
    const sql = getPartSql(query) ?? readCallback(query, site);
    if (sql) this.#with.push(composeSql(readName(name), " AS (", sql, ")"));
  }

  #select(args: readonly Value[]): void {
    const names = args.flatMap((value) => (value.kind === "list" ? value.items : [value]));
    for (const value of names) this.#columns.push(readColumn(value));
  }

  /** It runs where it stands in the script, as the whole chain then says. */
  #change(name: string, args: readonly Value[], site: CallSite): void {
    const source = name === "insert" ? (getPartSql(args[0]) ?? readCallback(args[0], site)) : undefined;
    site.emitLater(() => {
      const sql = this.#getChange(name, source);
      const effects = sql ? site.readSql(sql) : [{ type: "other" as const }];
      return effects.map((effect) => ({ effect: this.#explain(effect) }));
    });
  }

  #explain(effect: OperationEffect): OperationEffect {
    const isUnnamed =
      effect.type === "unknown" && this.#given !== undefined && getText(this.#given) === undefined;
    return isUnnamed ? { ...effect, reason: explainNames([this.#given]) } : effect;
  }

  #getChange(name: string, source: SourceText | undefined): SourceText | undefined {
    const table = this.#getTable();
    if (source) return composeSql(this.#getWith(), "INSERT INTO ", table, " ", source);
    if (!UPDATES.has(name)) return undefined;
    const from = this.#from.length > 0 ? composeSql(" FROM ", joinSql(this.#from, ", ")) : [];
    return composeSql(this.#getWith(), "UPDATE ", table, " SET a = 1", from, this.#getWhere());
  }

  #getTable(): SourceText {
    const table = this.#table ?? composeSql('"', AT_RUN, '"');
    return this.#schema ? composeSql(this.#schema, ".", table) : table;
  }

  #getWith(): SourceText {
    return this.#with.length > 0 ? composeSql("WITH ", joinSql(this.#with, ", "), " ") : [];
  }

  #getWhere(): SourceText {
    return this.#where.length > 0 ? composeSql(" WHERE ", this.#where) : [];
  }
}

function readCallback(value: Value | undefined, site: CallSite): SourceText | undefined {
  if (value?.kind !== "function") return undefined;
  const query = new Query();
  const self = toHandle(query);
  site.callFunction(value, [self], self);
  return query.getSelect();
}

const ALIASED = /^(\S+)\s+as\s+(\S+)$/i;

/** `users`, `users as u`, `{ u: "users" }`, a query of its own. */
function readSource(value: Value): SourceText {
  const part = getPartSql(value);
  if (part) return composeSql("(", part, ")");
  if (value.kind === "object") {
    const [entry] = value.fields;
    return entry ? composeSql(readName(entry[1]), " AS ", quoteText(entry[0])) : readName(undefined);
  }
  const [, name, alias] = ALIASED.exec(getText(value) ?? "") ?? [];
  return name === undefined || alias === undefined
    ? readName(value)
    : composeSql(quotePath(name), " AS ", quoteText(alias));
}

function readName(value: Value | undefined): SourceText {
  const name = getText(value);
  return name === undefined ? composeSql('"', AT_RUN, '"') : quotePath(name);
}

/** A column of a SELECT, also `users.name as full_name`; what only running would tell is an expression. */
function readColumn(value: Value): SourceText {
  const name = getText(value);
  if (name === undefined) return getPartSql(value) ?? composeSql("f(1)");
  if (name === "*") return composeSql("*");
  const [, column = name, alias] = ALIASED.exec(name) ?? [];
  const path = column.endsWith(".*") ? composeSql(quotePath(column.slice(0, -2)), ".*") : quotePath(column);
  return alias === undefined ? path : composeSql(path, " AS ", quoteText(alias));
}

const UPDATES: ReadonlySet<string> = new Set(["update", "increment", "decrement"]);
const CHANGES: ReadonlySet<string> = new Set([...UPDATES, "insert", "upsert", "del", "delete", "truncate"]);
const FROM: ReadonlySet<string> = new Set(["from", "into", "table"]);
const SELECTS: ReadonlySet<string> = new Set(["select", "column", "columns", "distinct"]);
const WITH: ReadonlySet<string> = new Set([
  "with",
  "withRecursive",
  "withMaterialized",
  "withNotMaterialized",
]);
const TEXTS: ReadonlySet<string> = new Set(["toString", "toQuery", "toSQL"]);
