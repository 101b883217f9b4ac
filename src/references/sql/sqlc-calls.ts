import { matchOpaque } from "./replace-parameters.js";

/** `sqlc.arg(name)`, `sqlc.narg("name")`, `sqlc.slice(ids)`: parameters; the name is the parameter's. */
const PARAMETER = /\bsqlc\.(?:n?arg|slice)\s*\(\s*(?:\w+|'[^']*'|"[^"]*"|`[^`]*`)\s*\)/iy;
/** `sqlc.embed(users)`: all columns of the table. */
const EMBED = /\bsqlc\.embed\s*\(\s*(\w+|"[^"]*"|`[^`]*`)\s*\)/iy;

/**
 * What sqlc (https://docs.sqlc.dev/en/latest/reference/macros.html) makes of its macros, at their old length: to a grammar they are calls of
 * functions, and the names of parameters columns.
 */
export function replaceSqlcCalls(sql: string): string {
  if (!sql.includes("sqlc.")) return sql;
  let replaced = "";
  while (replaced.length < sql.length) {
    const at = replaced.length;
    replaced += matchOpaque(sql, at) ?? getReplacement(sql, at) ?? sql.charAt(at);
  }
  return replaced;
}

function getReplacement(sql: string, at: number): string | undefined {
  PARAMETER.lastIndex = at;
  const parameter = PARAMETER.exec(sql)?.[0];
  if (parameter !== undefined) return "NULL".padEnd(parameter.length);
  EMBED.lastIndex = at;
  const [embed, table = ""] = EMBED.exec(sql) ?? [];
  // The star is what refers to the columns: it stands where the table is named, as far as there is room before it.
  return embed
    ?.slice(0, embed.indexOf(table))
    .replace(/./gs, " ")
    .slice(table.length + 1)
    .concat(`${table}.*`)
    .padEnd(embed.length);
}
