import type { Dialect } from "../../sql/dialects/dialect.js";
import { findDialectError } from "../../sql/dialects/parse-dialect.js";
import { parsePostgres } from "../../sql/postgres-parser.js";
import { splitPostgres } from "../../sql/split-postgres.js";
import type { Detection, TextDetector } from "../detector.js";
import type { SqlUse } from "./analyze-postgres.js";
import { analyzeAs } from "./dialects/analyze-as.js";
import { getFileDialects } from "./dialects/imported-dialects.js";
import { findMentions, findNamed } from "./mentions.js";
import { replaceParameters } from "./replace-parameters.js";
import { replaceSqlcCalls } from "./sqlc-calls.js";

/**
 * Columns and tables in a file of SQL statements: query files with any library's named parameters, seeds, reports, scripts for psql.
 * A statement that no grammar takes and that names table and column is reported as `inferred`.
 */
export const detectSqlFile: TextDetector = ({ path, text: source }, project) => {
  const changes = findNamed(source, project.changes);
  if (changes.length === 0) return [];
  const text = replaceSqlcCalls(source);
  const dialect = chooseDialect(text, getFileDialects(path, project));
  const sql = dialect === "postgres" ? translate(text) : text;
  const { uses, unparsed } = analyzeAs(dialect, sql, { changes, tables: project.tables });
  const lost = unparsed.flatMap((statement) =>
    findMentions(sql, statement, { changes, tables: project.tables }),
  );
  return [...uses, ...lost].map(toDetection).sort((a, b) => a.start - b.start);
};

/** The first whose grammar takes the whole text, else the likeliest. */
function chooseDialect(text: string, dialects: readonly Dialect[]): Dialect {
  const [likeliest = "postgres", ...others] = dialects;
  if (others.length === 0) return likeliest;
  return dialects.find((dialect) => isWhole(text, dialect)) ?? likeliest;
}

function isWhole(text: string, dialect: Dialect): boolean {
  return dialect === "postgres"
    ? !("error" in parsePostgres(translate(text)))
    : findDialectError(text, dialect) === undefined;
}

function toDetection({ statement, ...use }: SqlUse): Detection {
  return { ...use, via: "sql", text: statement };
}

/** Statements that Postgres takes stay as they are; in the others other libraries' parameters and quotes become its own, at their old length. */
function translate(text: string): string {
  if (!("error" in parsePostgres(text))) return text;
  // A parameter like `$name$` opens a string to Postgres, which could hide where statements end.
  const whole = replaceParameters(text);
  if (!("error" in parsePostgres(whole))) return whole;
  let translated = text;
  for (const { text: statement, start, end } of splitPostgres(text)) {
    if (!("error" in parsePostgres(statement))) continue;
    const replaced = replaceParameters(statement);
    if ("error" in parsePostgres(replaced)) continue;
    translated = translated.slice(0, start) + replaced + translated.slice(end);
  }
  return translated;
}
