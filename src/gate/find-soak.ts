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
  /** The commits after that one, or all, that are likely to have changed the usage, newest first. */
  listCandidates(after: Commit | undefined): Promise<readonly string[]>;
  /** Whether anything used it at that commit; undefined when a file there can't be read. */
  isUsedAt(sha: string): Promise<boolean | undefined>;
}

/**
 * How long the old shape has been unused on the first-parent history of what is deployed. Within the window every commit that is likely to have changed
 * it is looked at, so that one revert, and the revert of that, starts the clock again; before the window only for the evidence.
 */
export async function findSoak(question: SoakQuestion): Promise<SoakAnswer> {
  const { history, today, windowDays } = question;
  const startDate = addDays(today, -windowDays);
  // What was deployed when the window began counts too.
  const start = history.findIndex(({ date }) => date <= startDate);
  const startCommit = history[start];
  const within = await findStopWithin(question, start === -1 ? history.length - 1 : start);
  if (within === "unreadable")
    return {
      state: "unknown",
      reason: `a file of a commit within the last ${windowDays} days can't be read`,
      next: `wait until that commit is older than ${windowDays} days`,
    };
  if (within !== undefined) return getAnswer(question, within);
  if (startCommit === undefined && question.isCut)
    return {
      state: "unknown",
      reason: `this shallow clone does not reach back ${windowDays} days`,
      next: "fetch the history: git fetch --unshallow, in CI: fetch-depth: 0",
    };
  const before = startCommit && (await findStopBefore(question, start));
  return before === undefined ? getNeverUsed(question) : getAnswer(question, before);
}

/**
 * The newest commit of the window whose parent was the last to use it; `end` is the place of the oldest one. Where two places that were looked at
 * differ and are no neighbours, something else than a candidate changed it (`@@ignore` names no column), and every commit between is looked at.
 */
async function findStopWithin(
  question: SoakQuestion,
  end: number,
): Promise<Commit | "unreadable" | undefined> {
  let unused = 0;
  for (const index of await listPlaces(question, { start: 0, end })) {
    const isUsed = await isUsedAtIndex(question, index);
    if (isUsed === undefined) return "unreadable";
    if (isUsed) return findNewestStop(question, unused, index);
    unused = index;
  }
  return undefined;
}

/** Between a place that does not use it and an older one that does: the child of the newest that does. */
async function findNewestStop(question: SoakQuestion, unused: number, used: number) {
  for (let index = unused + 1; index < used; index++)
    if ((await isUsedAtIndex(question, index)) !== false) return question.history[index - 1];
  return question.history[used - 1];
}

/** A commit before the window that took it to zero. In strides that double, then by halves: for evidence one such commit is enough. */
async function findStopBefore(question: SoakQuestion, start: number): Promise<Commit | undefined> {
  const places = await listPlaces(question, { start, end: question.history.length - 1 });
  let unused = start;
  let used: number | undefined;
  for (let stride = 1; used === undefined && places.length > 0; stride *= 2) {
    const index = places.splice(0, stride).at(-1) ?? 0;
    if ((await isUsedAtIndex(question, index)) === true) used = index;
    else unused = index;
  }
  if (used === undefined) return undefined;
  while (used - unused > 1) {
    const middle = Math.floor((used + unused) / 2);
    if ((await isUsedAtIndex(question, middle)) === true) used = middle;
    else unused = middle;
  }
  return question.history[used - 1];
}

/** Places in the history after `start` and up to `end` worth a look: the candidates, their parents, and the end. Newest first. */
async function listPlaces(
  { history, listCandidates }: SoakQuestion,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<number[]> {
  const indexes = new Map(history.map(({ sha }, index) => [sha, index]));
  const isEnd = end === history.length - 1;
  const candidates = await listCandidates(isEnd ? undefined : history[end]);
  const places = candidates.flatMap((sha) => {
    const index = indexes.get(sha);
    return index === undefined ? [] : [index, index + 1];
  });
  return [...new Set([...places, end])]
    .filter((index) => index > start && index <= end)
    .sort((a, b) => a - b);
}

async function isUsedAtIndex({ history, isUsedAt }: SoakQuestion, index: number) {
  const commit = history[index];
  return commit === undefined ? false : isUsedAt(commit.sha);
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
