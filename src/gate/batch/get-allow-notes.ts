import { findNearest } from "../../manifest/find-nearest.js";
import type { Migration } from "../../migrations/migration.js";
import { GATE_RULES } from "../gate-result.js";

const RULES = Object.keys(GATE_RULES);

/** Comments that want to allow something and do not: without a reason, away from their statement, or for a rule that there is none of. */
export function getAllowNotes({ file, operations }: Migration): string[] {
  const notes = operations.flatMap(({ at, allows, ignoredAllows = [] }) => [
    ...ignoredAllows.map(({ line, problem }) => `${file}:${line}: the comment allows nothing: ${problem}`),
    ...allows
      .filter(({ rule }) => !RULES.includes(rule))
      .map(({ rule }) => `${file}:${at.line}: the comment above allows nothing: ${explainUnknown(rule)}`),
  ]);
  // A comment above a statement stands at each of the operations in it.
  return [...new Set(notes)];
}

function explainUnknown(rule: string): string {
  const nearest = findNearest(rule, RULES);
  return nearest === undefined
    ? `no rule is called ${rule}. There are: ${RULES.join(", ")}`
    : `no rule is called ${rule}. Did you mean ${nearest}?`;
}
