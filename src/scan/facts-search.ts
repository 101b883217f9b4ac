import type { Change, Manifest } from "../manifest/manifest.js";
import { getStringWords } from "../references/string-words.js";
import { getMentionWords } from "../references/text/mention-words.js";
import { hasConfig } from "./has-config.js";
import { hasEndpoints } from "./has-endpoints.js";
import { hasTables } from "./has-tables.js";
import { createWordMatcher, type WordMatcher } from "./word-matcher.js";

/** What files are asked beside words. JSON-able: equal questions, equal facts. */
export interface FactsQuestions {
  /** Whether a column or table changes: then it matters which code maps which. */
  readonly hasTables: boolean;
  /** Whether the repo has a Prisma schema: then it matters which types of its client modules pass on. */
  readonly hasPrisma: boolean;
  /** Whether a config key changes: then it matters which modules hand the environment and settings to others. */
  readonly hasConfig: boolean;
  /** Whether an endpoint changes: then it matters which paths and routes modules tell one another. */
  readonly hasEndpoints: boolean;
  /** Of the words, those that modules may hold in constants for others. */
  readonly strings: readonly string[];
}

/** What is looked for in every file. */
export interface FactsSearch extends Omit<FactsQuestions, "strings"> {
  readonly match: WordMatcher;
  readonly strings: ReadonlySet<string>;
  /** The tables that a text in another language speaks of, by whatever name. */
  readonly mentions: WordMatcher;
}

export function getFactsQuestions(manifest: Pick<Manifest, "changes">, hasPrisma: boolean): FactsQuestions {
  return {
    hasTables: hasTables(manifest),
    hasPrisma,
    hasConfig: hasConfig(manifest),
    hasEndpoints: hasEndpoints(manifest),
    strings: getStringWords(manifest.changes),
  };
}

export function createFactsSearch(
  { changes }: Pick<Manifest, "changes">,
  words: readonly string[],
  { strings, ...questions }: FactsQuestions,
): FactsSearch {
  return {
    ...questions,
    match: createWordMatcher(words),
    strings: new Set(strings),
    mentions: createMentionMatcher(changes),
  };
}

function createMentionMatcher(changes: readonly Change[]): WordMatcher {
  const tables = getMentionWords(changes);
  const match = createWordMatcher([...tables.keys()]);
  return (text) => match(text).flatMap((word) => tables.get(word) ?? []);
}
