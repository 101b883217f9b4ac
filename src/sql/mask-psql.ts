import { findOpenLiteral } from "./open-literal.js";

const blank = (line: string): string => " ".repeat(line.length);
const isCopyFromStdin = (line: string): boolean => {
  const words = line.trim().toLowerCase().split(/\s+/);
  return words[0] === "copy" && words.some((word, i) => word === "from" && words[i + 1]?.startsWith("stdin"));
};

/**
 * Takes out what psql reads and Postgres never sees: lines like `\i other.sql`, and the data after `COPY … FROM stdin;`.
 * `\copy` becomes the COPY that psql sends. Every other character keeps its offset.
 */
export function maskPsql(sql: string): string {
  if (!sql.includes("\\")) return sql;
  const lines = splitLines(sql);
  const masked: string[] = [];
  // Where a statement text begins that no literal of an earlier one reaches into.
  let safe = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    masked.push(line);
    if (isCopyFromStdin(line)) {
      const end = lines.findIndex((other, at) => at > i && other.trimEnd() === "\\.");
      if (end === -1) continue;
      while (i < end) masked.push(maskLine(lines[(i += 1)] ?? ""));
      safe = masked.length;
      continue;
    }
    if (!line.trimStart().startsWith("\\") || isInLiteral(masked.slice(safe, -1))) continue;
    masked[masked.length - 1] = maskMetaCommand(line);
    safe = masked.length;
  }
  return masked.join("");
}

const isInLiteral = (before: readonly string[]): boolean => findOpenLiteral(before.join("")) !== undefined;

/** Lines with their line ends. */
function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) + 1 || text.length;
    lines.push(text.slice(at, end));
    at = end;
  }
  return lines;
}

function maskLine(line: string): string {
  const content = line.trimEnd();
  return blank(content) + line.slice(content.length);
}

function maskMetaCommand(line: string): string {
  const start = line.indexOf("\\");
  if (!line.slice(start).toLowerCase().startsWith("\\copy")) return maskLine(line);
  // A meta-command ends with its line.
  const content = line.trimEnd();
  const end = line.slice(content.length);
  return quoteFileName(`${line.slice(0, start)} ${content.slice(start + 1)}`) + end.replace(/[\r\n]/, ";");
}

/** psql takes a file name without quotes, the server does not. */
function quoteFileName(copy: string): string {
  const at = Math.max(copy.toLowerCase().lastIndexOf(" from "), copy.toLowerCase().lastIndexOf(" to "));
  const start = copy.indexOf(" ", at + 1) + 1;
  const end = start + (copy.slice(start).split(" ")[0] ?? "").length;
  const word = copy.slice(start, end);
  if (word === "pstdin" || word === "pstdout")
    return `${copy.slice(0, start)} ${word.slice(1)}${copy.slice(end)}`;
  if (at === -1 || word.length < 2 || word.includes("'") || ["stdin", "stdout", "program"].includes(word))
    return copy;
  return `${copy.slice(0, start)}'${" ".repeat(word.length - 2)}'${copy.slice(end)}`;
}
