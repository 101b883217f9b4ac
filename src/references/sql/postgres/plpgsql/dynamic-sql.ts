import type { Token } from "../../../../sql/postgres-parser.js";
import { readLiteral } from "../literals.js";

/** The SQL that EXECUTE runs, as far as its literals give it. `toOuter` gives offsets where the tokens count theirs. */
export interface DynamicSql {
  readonly sql: string;
  toOuter(offset: number): number;
  /** One literal and nothing else. */
  readonly isWhole: boolean;
}

/** Stands for a part that is put together at run time. */
export const HOLE = "_hole_";
const FORMAT_HOLE = "_h";
export const HOLES: readonly string[] = [HOLE, FORMAT_HOLE];

/** `'…'`, `'…' || x || '…'` and `format('… %I …', …)`; undefined without a literal. */
export function readDynamicSql(tokens: readonly Token[]): DynamicSql | undefined {
  const [first] = tokens;
  const isFormat = first?.text.toLowerCase() === "format" && tokens[1]?.text === "(";
  const literals = isFormat ? tokens.slice(2, 3) : getOuterTokens(tokens);
  if (!literals.some(({ kind }) => kind === "string")) return undefined;
  const offsets: number[] = [];
  let sql = "";
  const put = (text: string, getOffset: (index: number) => number): void => {
    for (let i = 0; i < text.length; i += 1) offsets.push(getOffset(i));
    sql += text;
  };
  for (const token of literals) {
    if (token.text === "||") continue;
    if (token.kind !== "string") {
      if (!sql.endsWith(`${HOLE} `)) put(` ${HOLE} `, () => token.start);
      continue;
    }
    const { value, toLiteral } = readLiteral(token.text);
    put(isFormat ? replaceFormats(value) : value, (index) => token.start + toLiteral(index));
  }
  const end = tokens.at(-1)?.end ?? 0;
  return { sql, toOuter: (offset) => offsets[offset] ?? end, isWhole: tokens.length === 1 };
}

/** Function calls between the literals count as one hole, whatever literals are in them. */
function getOuterTokens(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth === 0 && text !== ")";
  });
}

/** `%I`, `%2$I`, `%L`, `%s`, `%%`, without moving a character. */
function replaceFormats(format: string): string {
  return format.replace(/%(?:\d+\$)?-?\d*[ILs]|%%/g, (spec) =>
    spec === "%%" ? "% " : (spec.endsWith("L") ? "$1" : FORMAT_HOLE).padEnd(spec.length),
  );
}
