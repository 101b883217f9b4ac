import type { Allow, IgnoredAllow } from "../migration.js";

export interface Allows {
  readonly allows: readonly Allow[];
  readonly ignoredAllows: readonly IgnoredAllow[];
}

// A line of a comment, in SQL or in a script.
const COMMENT = /^(?:--|\/\/|\/?\*)/;
const MARK = /^(?:--|\/\/|\/?\*+)\s*expand-contract:\s*(allow\b.*?)\s*(?:\*\/)?$/;
const FORM = /^allow\s+([a-z][a-z-]*)\s+because\s+(\S.*)$/;

const MISSING_REASON = "an allow needs one rule and a reason: expand-contract: allow <rule> because <reason>";
const NOT_ABOVE = "it must stand directly above the statement that it allows, without a blank line between";

/** The comments in the lines directly above line `index` (0-based), and those further up to `from` that miss their statement. */
export function readAllows(lines: readonly string[], index: number, from: number): Allows {
  const allows: Allow[] = [];
  const ignoredAllows: IgnoredAllow[] = [];
  let isAbove = true;
  for (let at = index - 1; at >= (isAbove ? 0 : from); at -= 1) {
    const line = (lines[at] ?? "").trim();
    if (!COMMENT.test(line)) isAbove = false;
    const text = MARK.exec(line)?.[1]?.trim();
    if (text === undefined) continue;
    const [, rule, reason] = FORM.exec(text) ?? [];
    if (!isAbove) ignoredAllows.unshift({ text, line: at + 1, problem: NOT_ABOVE });
    else if (rule === undefined || reason === undefined)
      ignoredAllows.unshift({ text, line: at + 1, problem: MISSING_REASON });
    else allows.unshift({ rule, reason: reason.trim() });
  }
  return { allows, ignoredAllows };
}
