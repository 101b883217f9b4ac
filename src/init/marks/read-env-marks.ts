import type { TextFile } from "../../references/detector.js";
import type { FoundMarks, Proposal } from "./mark.js";
import { findSunset, isMarker, toOneLine } from "./read-words.js";

/** `.env.example`, `.env.sample`, `example.env`: what a repository shows of its variables. One that holds values is nobody's to read. */
export function isEnvExample(path: string): boolean {
  return /(?:^|\/)(?:\.?env[.-](?:[\w.]+\.)?(?:example|sample|template|dist|defaults)|(?:example|sample)\.env|\.env\.(?:[\w-]+\.)?example)$/.test(
    path,
  );
}

const ASSIGNMENT = /^\s*(#?)\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)$/;

/** Variables that a comment above them, or at the end of their line, calls deprecated. */
export function readEnvMarks({ path, text }: TextFile): FoundMarks {
  const lines = text.split(/\r\n|\n/);
  const variables = new Set(lines.flatMap((line) => ASSIGNMENT.exec(line)?.[2] ?? []));
  const proposals: Proposal[] = [];
  let above: { readonly line: number; readonly text: string }[] = [];
  lines.forEach((line, index) => {
    const [, , key, value = ""] = ASSIGNMENT.exec(line) ?? [];
    if (key === undefined) {
      above = line.trim().startsWith("#") ? [...above, { line: index + 1, text: toOneLine(line) }] : [];
      return;
    }
    const comment = getTrailingComment(value);
    const own = comment === undefined ? above : [...above, { line: index + 1, text: comment }];
    const first = own.findIndex(({ text: words }) => saysGone(words));
    above = [];
    const spoken = own[first];
    if (spoken === undefined) return;
    const says = own.slice(first).map(({ text: words }) => words);
    proposals.push(toProposal({ path, key, variables }, spoken.line, says.join(" ")));
  });
  return { proposals, notes: [] };
}

function saysGone(words: string): boolean {
  return /\bdeprecated\b/i.test(words) || isMarker(words);
}

/** `#` begins a comment where no quote is open and a blank stands before it. */
function getTrailingComment(value: string): string | undefined {
  let quote = "";
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (quote === "" && character === "#" && (at === 0 || /\s/.test(value.charAt(at - 1))))
      return toOneLine(value.slice(at));
    if (quote === "" && /["'`]/.test(character)) quote = character;
    else if (character === quote) quote = "";
  }
  return undefined;
}

interface Variable {
  readonly path: string;
  readonly key: string;
  readonly variables: ReadonlySet<string>;
}

function toProposal({ path, key, variables }: Variable, line: number, says: string): Proposal {
  const named = (says.match(/[A-Za-z_][\w.]*/g) ?? []).filter((word) => word !== key && variables.has(word));
  const [replacement, ...others] = new Set(named);
  const sunset = findSunset(says);
  return {
    ...{ file: path, line, says, kind: "config", old: key },
    ...(replacement !== undefined && others.length === 0 && { replacement }),
    ...(sunset !== undefined && { sunset }),
  };
}
