import { callBackend } from "../../sql/postgres-backend.js";
import { isRecord } from "./is-record.js";

/** One statement in a PL/pgSQL body, in the order of the text. */
export interface BodyStatement {
  /** `static`: SQL as written. `dynamic`: the expression of an `EXECUTE`, whose value is the SQL. */
  readonly kind: "static" | "dynamic";
  readonly text: string;
}

export interface PlpgsqlBody {
  readonly statements: readonly BodyStatement[];
  /** Variables, parameters and loop variables. */
  readonly variables: ReadonlySet<string>;
}

/** Reads the body of a `DO` or of a PL/pgSQL function by Postgres' own parser. Undefined: it can't be parsed. */
export function parsePlpgsqlBody(statement: string): PlpgsqlBody | undefined {
  const answer = callBackend("parsePlPgSQLSync", statement);
  if ("error" in answer) return undefined;
  const statements: BodyStatement[] = [];
  const variables = new Set<string>();
  collect(answer.value, statements, variables);
  return { statements, variables };
}

// How PL/pgSQL's parser marks an expression that is a whole statement (RawParseMode in parser.h).
const WHOLE_STATEMENT = 0;

function collect(value: unknown, statements: BodyStatement[], variables: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, statements, variables);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "refname" && typeof inner === "string") variables.add(inner);
    const dynamic = getDynamicQuery(key, inner);
    if (dynamic !== undefined) statements.push({ kind: "dynamic", text: dynamic });
    if (key === "PLpgSQL_expr" && isRecord(inner) && inner.parseMode === WHOLE_STATEMENT)
      statements.push({ kind: "static", text: String(inner.query) });
    collect(inner, statements, variables);
  }
}

/** The expression of `EXECUTE`, of `FOR … IN EXECUTE` and of `RETURN QUERY EXECUTE`. */
function getDynamicQuery(key: string, value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const expression =
    key === "dynquery" ? value : key.startsWith("PLpgSQL_stmt_dyn") ? value.query : undefined;
  const inner = isRecord(expression) ? expression.PLpgSQL_expr : undefined;
  return isRecord(inner) && typeof inner.query === "string" ? inner.query : undefined;
}
