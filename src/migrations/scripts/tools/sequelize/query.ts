import type { SourceText } from "../../../../references/sql/source-text.js";
import { replaceTokens } from "../../fill-bindings.js";
import type { CallSite } from "../../handle.js";
import { getField, UNKNOWN, type Value } from "../../value.js";
import { isGiven } from "./names.js";

/** `sequelize.query(sql, { replacements, bind })`, `sequelize.query({ query, values })` */
export function runQuery([given = UNKNOWN, options]: readonly Value[], site: CallSite): Value {
  const sql = getField(given, "query") ?? given;
  const isText = sql.kind === "text";
  site.runSql(isText ? { kind: "text", pieces: fillIn(sql.pieces, options) } : sql);
  return UNKNOWN;
}

/** Values become parameters: they are never names of tables or columns. */
function fillIn(pieces: SourceText, options: Value | undefined): SourceText {
  const [replacements, bind] = [getField(options, "replacements"), getField(options, "bind")];
  const isPositional = replacements?.kind === "list";
  const isNamed = isGiven(replacements) && !isPositional;
  const isBound = isGiven(bind) && bind.kind !== "list";
  return replaceTokens(pieces, TOKEN, (found) => {
    if (found === "?") return isPositional ? "$1" : undefined;
    if (found.startsWith(":")) return isNamed ? "$1" : undefined;
    return isBound && NAMED_BIND.test(found) ? "$1" : undefined;
  });
}

// A name that is known only at run time has a letter of private use in it (`AT_RUN_TIME`).
// What `injectReplacements` of Sequelize's lib/utils/sql.js passes over, then what it fills in; and `$name` of a bind.
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|-- [^\n]*|\/\*[^]*?\*\/|(?<!\w)\$(\w*)\$[^]*?\$\1\$|(?<![^\s(>,=[]):[a-z_\uE000][\w\uE000]*(?=\)|,|$|\s|::|;|\])|(?<![^\s(>,=[])\?(?![|&])|\B\$[a-z_\uE000][\w\uE000]*/gi;

const NAMED_BIND = /^\$[a-z_\uE000][^$]*$/i;
