import { type Change, isTableTarget } from "../../../manifest/manifest.js";
import { createGenerated, getStaticText, type SourceText } from "../../sql/source-text.js";
import type { Draft } from "./draft.js";

/** A table that is none of those that go away, instead of those that only running the program tells. */
export function closeUnknownTables(statement: SourceText, unknown: ReadonlySet<string>): SourceText {
  return statement.map((piece) =>
    piece.kind === "hole" && unknown.has(piece.key) ? createGenerated('"?"') : piece,
  );
}

export function hasUnknownTable(statement: SourceText, unknown: ReadonlySet<string>): boolean {
  return statement.some((piece) => piece.kind === "hole" && unknown.has(piece.key));
}

/** Changes whose table a file has as a string of its own: it may be the one that reaches a query. */
export function findAtHand(text: string, changes: readonly Change[]): Change[] {
  return changes.filter(({ old }) => {
    if (!isTableTarget(old)) return false;
    return ['"', "'", "`"].some((quote) => text.includes(`${quote}${old.table}${quote}`));
  });
}

/** The table that most queries of a file begin with: that of queries which are handed in. */
export function findMainTable(drafts: readonly Draft[]): SourceText | undefined {
  const counts = new Map<string, number>();
  for (const { targets } of drafts) {
    const [first] = targets;
    const name = first && /^"[^"]+"/.exec(getStaticText(first))?.[0];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && [createGenerated(most[0])];
}

/** Tables that names of the statement have before their dot and that it does not have itself: joined where the query was made. */
export function findMissingTables(statement: SourceText, changes: readonly Change[]): SourceText[] {
  const text = getStaticText(statement);
  return changes.flatMap(({ old }): SourceText[] => {
    if (!isTableTarget(old)) return [];
    const name = `"${old.table}"`;
    const isJoined = text.replaceAll(`${name}.`, "").includes(name);
    return text.includes(`${name}.`) && !isJoined ? [[createGenerated(name)]] : [];
  });
}
