import { pluralize } from "../../catalog/sequelize/inflect.js";
import type { TextFile } from "../../references/detector.js";
import type { FoundMarks, Proposal } from "./mark.js";
import { findSunset } from "./read-words.js";

/** Cheap; never false for a model that leaves a column out. */
export function mayHaveRubyMarks(text: string): boolean {
  return text.includes("ignored_columns") || text.includes("ignore_column");
}

/**
 * Columns that a Rails model leaves out, the step before they are dropped: `self.ignored_columns += ["name"]`, as strong_migrations has it
 * (https://github.com/ankane/strong_migrations#removing-a-column), and GitLab's `ignore_column :name, remove_with: "17.1", remove_after: "2024-06-22"`
 * (https://docs.gitlab.com/development/database/avoiding_downtime_in_migrations/#dropping-columns).
 */
export function readRubyMarks({ path, text }: TextFile): FoundMarks {
  const lines = text.split(/\r\n|\n/).map((line) => line.trim());
  const proposals: Proposal[] = [];
  let table: string | undefined;
  lines.forEach((line, index) => {
    table = findTableName(line) ?? table;
    if (table === undefined || !STATEMENT.test(line)) return;
    const statement = getStatement(lines.slice(index));
    const sunset = findSunset(statement);
    for (const column of getColumns(statement)) {
      const old = `${table}.${column}`;
      const shape = { kind: "column", old } as const;
      proposals.push({
        ...{ file: path, line: index + 1, says: statement, ...shape },
        ...(sunset !== undefined && { sunset }),
      });
    }
  });
  return { proposals, notes: [] };
}

const STATEMENT = /^(?:self\.ignored_columns\s*\+?=|ignore_columns?\b)/;

/** By convention of the class's name, or as the class says: `class Billing::UserPreference < ApplicationRecord` is `user_preferences`. */
function findTableName(line: string): string | undefined {
  const named = /^self\.table_name\s*=\s*["':]([\w.]+)/.exec(line)?.[1];
  if (named !== undefined) return named;
  const name = /^class\s+(?:\w+::)*(\w+)\s*</.exec(line)?.[1];
  if (name === undefined) return undefined;
  return pluralize(name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase());
}

/** A list goes on while its bracket is open, arguments while a line ends in a comma. */
function getStatement(lines: readonly string[]): string {
  let statement = "";
  for (const line of lines.slice(0, LONGEST)) {
    statement = `${statement} ${line}`.trim();
    const isOpen = count(statement, /[[(]/g) > count(statement, /[\])]/g);
    if (!isOpen && !/[,\\=]$/.test(line)) return statement;
  }
  return statement;
}

const LONGEST = 20;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** `%w[a b]`, `["a", :b]` and `:a, :b`, without what options say. */
function getColumns(statement: string): string[] {
  const list = /%[wi][[({]([^\])}]*)[\])}]/.exec(statement)?.[1];
  if (list !== undefined) return list.split(/\s+/).filter((word) => /^\w+$/.test(word));
  const options = /[,\s(]\w+:\s|#/.exec(statement)?.index ?? statement.length;
  const names = statement.slice(0, options).matchAll(/(?<![\w:]):(\w+)|["'](\w+)["']/g);
  return [...names].flatMap(([, symbol, string]) => symbol ?? string ?? []);
}
