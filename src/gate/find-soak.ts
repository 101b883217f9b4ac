import { addDays, getDaysBetween } from "../manifest/dates.js";
import type { SoakAnswer } from "./judge-drop.js";
import type { Commit } from "./repo.js";

export interface SoakQuestion {
  readonly windowDays: number;
  readonly today: string;
  /** What is deployed, as the user knows it. Nothing uses the old shape there. */
  readonly name: string;
  /** Its first-parent history, newest first. */
  readonly history: readonly Commit[];
  /** The history ends where a shallow clone was cut. */
  readonly isCut: boolean;
  /** Of a part of the history the commits that can have changed the usage, newest first. */
  listCandidates(after: Commit | undefined): Promise<readonly string[]>;
  /** Whether anything used it at that commit; undefined when a file there can't be read. */
  isUsedAt(sha: string): Promise<boolean | undefined>;
}

/**
 * How long the old shape has been unused on the first-parent history of what is deployed. Within the window every commit that can have changed
 * it is looked at, so that one revert, and the revert of that, starts the clock again; before the window only for the evidence.
 */
export async function findSoak(question: SoakQuestion): Promise<SoakAnswer> {
  const { history, today, windowDays } = question;
  const startDate = addDays(today, -windowDays);
  // What was deployed when the window began counts too.
  const start = history.findIndex(({ date }) => date <= startDate);
  const inWindow = start === -1 ? history : history.slice(0, start + 1);
  const within = await findLastStop(question, inWindow, start === -1 ? undefined : inWindow.at(-1));
  if (within === "unreadable")
    return {
      state: "unknown",
      reason: `a file of a commit within the last ${windowDays} days can't be read`,
      next: `wait until that commit is older than ${windowDays} days`,
    };
  if (within !== undefined) return getAnswer(question, within);
  if (start === -1 && question.isCut)
    return {
      state: "unknown",
      reason: `this shallow clone does not reach back ${windowDays} days`,
      next: "fetch the history: git fetch --unshallow, in CI: fetch-depth: 0",
    };
  const before = start === -1 ? undefined : await findLastStop(question, history.slice(start), undefined);
  return before === undefined || before === "unreadable"
    ? getNeverUsed(question)
    : getAnswer(question, before);
}

/** The newest commit of `part` whose parent was the last to use it. `after` is the oldest one of the part, undefined at the end of the history. */
async function findLastStop(
  { history, listCandidates, isUsedAt }: SoakQuestion,
  part: readonly Commit[],
  after: Commit | undefined,
): Promise<Commit | "unreadable" | undefined> {
  const bySha = new Map(history.map((commit, index) => [commit.sha, { commit, index }]));
  const shas = new Set(part.map(({ sha }) => sha));
  for (const sha of await listCandidates(after)) {
    const found = bySha.get(sha);
    if (found === undefined || !shas.has(sha)) continue;
    const parent = history[found.index + 1];
    if (parent === undefined) return undefined;
    const isUsed = await isUsedAt(parent.sha);
    if (isUsed === undefined) return "unreadable";
    if (isUsed) return found.commit;
  }
  return undefined;
}

function getAnswer({ today, windowDays }: SoakQuestion, { sha, date }: Commit): SoakAnswer {
  const ageDays = Math.max(0, getDaysBetween(date, today));
  const evidence = { kind: "stop-write", commit: sha, date, ageDays } as const;
  if (ageDays >= windowDays) return { state: "passed", evidence };
  return { state: "running", evidence, passes: addDays(date, windowDays) };
}

function getNeverUsed({ name, history, today }: SoakQuestion): SoakAnswer {
  const oldest = history.at(-1) ?? { sha: "", date: today };
  return {
    state: "passed",
    evidence: { kind: "never-used", ref: name, commit: oldest.sha, date: oldest.date },
  };
}
