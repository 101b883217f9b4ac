import type { Commit } from "../refs/repo.js";

/**
 * Dates that never go backwards along a history (newest first), as no commit is older than its parents: a clock was wrong, or a rebase kept old dates.
 * Where two disagree the later one is held, which lets a soak begin too late, never too early. A date after today is none: such a commit is as old as
 * the next newer one.
 */
export function settleDates(history: readonly Commit[], today: string): Commit[] {
  const settled: Commit[] = [];
  let latest = "";
  for (const commit of history.toReversed()) {
    if (commit.date <= today && commit.date > latest) latest = commit.date;
    settled.push(commit.date <= today ? { ...commit, date: latest } : commit);
  }
  let next = today;
  return settled.toReversed().map((commit) => {
    if (commit.date <= today) next = commit.date;
    return { ...commit, date: next };
  });
}
