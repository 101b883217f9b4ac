import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql, joinSql, quotePath, quoteText } from "../../compose-sql.js";
import { fillBindings } from "../../fill-bindings.js";
import type { CallSite } from "../../handle.js";
import { getText, toHandle, type Value } from "../../value.js";
import { Query } from "./query.js";
import { readBindings } from "./raw.js";
import { getPartSql } from "./part-sql.js";

/** What tells nothing of the rows. */
const ANY: SourceText = composeSql("(1 = 1)");
const OPERATORS =
  /^(?:=|<>|!=|<|<=|>|>=|is|is not|like|not like|ilike|in|not in|between|not between|~|~\*|@>|<@|&&)$/i;

/** The condition of `where(…)`, `orWhereIn(…)` and the like; undefined for a method that is none. */
export function readCondition(
  method: string,
  args: readonly Value[],
  site: CallSite,
): { readonly sql: SourceText; readonly isOr: boolean } | undefined {
  const [, or, rest] = /^(or|and)?[Ww]here(.*)$/.exec(method) ?? [];
  if (rest === undefined) return undefined;
  return { sql: readWhere(rest, args, site), isOr: or === "or" };
}

function readWhere(kind: string, args: readonly Value[], site: CallSite): SourceText {
  const [first, second] = args;
  switch (kind) {
    case "":
      return readPlain(args, site);
    case "Not":
      return composeSql("NOT ", readPlain(args, site));
    case "Raw": {
      const pieces = first?.kind === "text" ? fillBindings(first.pieces, readBindings(second)) : undefined;
      return pieces ? composeSql("(", pieces, ")") : ANY;
    }
    case "In":
      return composeSql(readColumn(first), " IN (", readSource(second, site), ")");
    case "Null":
      return composeSql(readColumn(first), " IS NULL");
    case "NotNull":
      return composeSql(readColumn(first), " IS NOT NULL");
    case "Between":
      return composeSql(readColumn(first), " BETWEEN 1 AND 2");
    case "Column":
      return composeSql(readColumn(first), " = ", readColumn(args.at(-1)));
    default:
      return ANY;
  }
}

function readPlain(args: readonly Value[], site: CallSite): SourceText {
  const [first, second, third] = args;
  if (first === undefined) return ANY;
  if (first.kind === "function") return readGroup(first, site);
  if (first.kind === "object") return readFields(first.fields, first.isOpen);
  const raw = first.kind === "handle" ? getPartSql(first) : undefined;
  if (raw && second === undefined) return composeSql("(", raw, ")");
  if (first.kind !== "text" && !raw) return ANY;
  if (second === undefined) return ANY;
  const operator = args.length > 2 ? getText(second) : "=";
  if (operator === undefined || !OPERATORS.test(operator)) return ANY;
  return compare(readColumn(first), operator, args.length > 2 ? third : second, site);
}

function compare(column: SourceText, operator: string, value: Value | undefined, site: CallSite): SourceText {
  if (/in$/i.test(operator)) return composeSql(column, ` ${operator} (`, readSource(value, site), ")");
  if (/between$/i.test(operator)) return composeSql(column, ` ${operator} 1 AND 2`);
  if (/^is/i.test(operator)) return composeSql(column, ` ${operator} NULL`);
  const part = getPartSql(value);
  return composeSql(column, ` ${operator} `, part ? composeSql("(", part, ")") : "$1");
}

/** `where(function () { this.where(…).orWhere(…) })` */
function readGroup(callback: Value, site: CallSite): SourceText {
  const query = new Query();
  const self = toHandle(query);
  site.callFunction(callback, [self], self);
  const { condition } = query;
  return condition ? composeSql("(", condition, ")") : ANY;
}

function readFields(fields: ReadonlyMap<string, Value>, isOpen: boolean): SourceText {
  const known = [...fields.keys()].map((name) => composeSql(quotePath(name), " = $1"));
  if (known.length === 0) return ANY;
  return joinSql(isOpen ? [...known, ANY] : known, " AND ");
}

/** What `IN` is held against: a query with its limit, or values. */
function readSource(value: Value | undefined, site: CallSite): SourceText {
  if (value?.kind === "function") {
    const query = new Query();
    const self = toHandle(query);
    site.callFunction(value, [self], self);
    return query.getSelect();
  }
  return getPartSql(value) ?? composeSql("$1");
}

function readColumn(value: Value | undefined): SourceText {
  const name = getText(value);
  if (name !== undefined) return quotePath(name);
  const part = getPartSql(value);
  return part ? composeSql("(", part, ")") : composeSql(quoteText("a"), " || ", '"', AT_RUN, '"');
}
