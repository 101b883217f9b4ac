import type { Token } from "../../sql/postgres-parser.js";
import { formatTokens } from "./placed-effect.js";

/**
 * Where each command of an `ALTER TABLE` stands; Postgres' tree does not keep it. Undefined entries: the commas don't
 * match the number of commands, or there is only one, which stands for the statement.
 */
export function splitCommands(
  tokens: readonly Token[],
  count: number,
): readonly { readonly start: number; readonly text: string }[] {
  if (count < 2) return [];
  const head = getHeadLength(tokens);
  const commands = splitAtCommas(tokens.slice(head));
  if (commands.length !== count) return [];
  const prefix = formatTokens(tokens.slice(0, head));
  return commands.map((command) => ({
    start: command[0]?.start ?? 0,
    text: `${prefix} ${formatTokens(command)}`,
  }));
}

/** The tokens of `ALTER TABLE [IF EXISTS] [ONLY] [schema.]name [*]`. */
function getHeadLength(tokens: readonly Token[]): number {
  const words = tokens.map((token) => token.text.toLowerCase());
  let at = words.indexOf("table") + 1;
  if (words[at] === "if") at += 2;
  if (words[at] === "only") at += 1;
  at += 1;
  while (words[at] === ".") at += 2;
  return words[at] === "*" ? at + 1 : at;
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(" || token.text === "[") depth += 1;
    if (token.text === ")" || token.text === "]") depth -= 1;
    if (token.text === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
