/**
 * Other libraries' parameters and quotes as Postgres' own, each at its old length, so that offsets stay:
 * `?`, `:id`, `@id`, `$id`, `${id}`, `$<id>`, `$[id]`, `$id$`, `{{id}}`, `{id}`, `:'id'`, `:"id"` and `` `name` ``.
 * Strings, quoted names, comments and Postgres' operators (`::`, `@>`, `->`) stay as they are.
 */
export function replaceParameters(sql: string): string {
  let replaced = "";
  while (replaced.length < sql.length) {
    const at = replaced.length;
    replaced += matchOpaque(sql, at) ?? getReplacement(sql, at) ?? sql.charAt(at);
  }
  return replaced;
}

/** What is not looked into: comments, strings, quoted names. */
const OPAQUE = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"/y;

/** SQLite's and SQL Server's parameters; to Postgres the sign is an operator that hardly anybody writes before a column. */
const AT_PARAMETER = /(?<![\w@<])@[a-z_]\w*/iy;

/** Each form, and whether the text before it may end in a character that makes it an operator or a part of a word. */
const FORMS: readonly RegExp[] = [
  /:'\w+'/y,
  /:"\w+"/y,
  // PgTyped: `:id!` is required.
  /(?<!:):[a-z_]\w*(?:!(?!=))?/iy,
  // TypeORM: a list.
  /(?<!:):\.\.\.\w+/y,
  AT_PARAMETER,
  /\$\{[^}]*\}(?::\w+)?/y,
  /\$[<[(/][\w.:]+[>\])/]/y,
  /\$[a-z_]\w*\$?/iy,
  /\{\{[^}]*\}\}/y,
  /\{[\w.]+\}/y,
];

/** A comment, string or quoted name that begins here. */
export function matchOpaque(sql: string, at: number): string | undefined {
  return match(OPAQUE, sql, at);
}

function getReplacement(sql: string, at: number): string | undefined {
  const backtick = match(/`[^`\n]*`/y, sql, at);
  if (backtick !== undefined) return `"${backtick.slice(1, -1)}"`;
  // Knex: `??` is a name, `?` a value.
  if (sql.startsWith("??", at)) return "h1";
  if (sql.charAt(at) === "?") return isOperator(sql, at) ? undefined : "0";
  const form = FORMS.map((pattern) => match(pattern, sql, at)).find((found) => found !== undefined);
  if (form === undefined) return undefined;
  return form.startsWith(':"') ? ` "${form.slice(2, -1)}"` : "$1".padEnd(form.length);
}

/** jsonb's `?|` and `?&`. */
function isOperator(sql: string, at: number): boolean {
  return sql.charAt(at + 1) === "|" || sql.charAt(at + 1) === "&";
}

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

/** Whether a text has `@id`, which Postgres takes for the absolute value of a column. */
export function hasAtParameter(sql: string): boolean {
  if (!sql.includes("@")) return false;
  for (let at = 0; at < sql.length;) {
    const opaque = matchOpaque(sql, at);
    if (opaque === undefined && match(AT_PARAMETER, sql, at) !== undefined) return true;
    at += opaque?.length ?? 1;
  }
  return false;
}
