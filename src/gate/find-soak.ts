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
  const startCommit = history[start];
  const within = await findStopWithin(question, startCommit);
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
  const before = startCommit && (await findStopBefore(question, startCommit));
  return before === undefined ? getNeverUsed(question) : getAnswer(question, before);
}

interface Step {
  readonly commit: Commit;
  readonly parent: Commit;
}

/** The commits of a part of the history that can have changed the usage, newest first, each with its parent. */
async function listSteps(
  { history, listCandidates }: SoakQuestion,
  after: Commit | undefined,
): Promise<Step[]> {
  const indexes = new Map(history.map(({ sha }, index) => [sha, index]));
  return (await listCandidates(after)).flatMap((sha) => {
    const index = indexes.get(sha);
    const [commit, parent] = index === undefined ? [] : [history[index], history[index + 1]];
    return commit !== undefined && parent !== undefined ? [{ commit, parent }] : [];
  });
}

/** The newest commit since `after` whose parent was the last to use it. Looks at every one. */
async function findStopWithin(
  question: SoakQuestion,
  after: Commit | undefined,
): Promise<Commit | "unreadable" | undefined> {
  for (const { commit, parent } of await listSteps(question, after)) {
    const isUsed = await question.isUsedAt(parent.sha);
    if (isUsed === undefined) return "unreadable";
    if (isUsed) return commit;
  }
  return undefined;
}

/** A commit before the window that took it to zero. In strides that double, then by halves: for evidence one such commit is enough. */
async function findStopBefore(question: SoakQuestion, start: Commit): Promise<Commit | undefined> {
  const all = await listSteps(question, undefined);
  const position = new Map(question.history.map(({ sha }, index) => [sha, index]));
  const startAt = position.get(start.sha) ?? 0;
  const steps = all.filter(({ commit }) => (position.get(commit.sha) ?? 0) >= startAt);
  const isUsedBefore = async (index: number) => {
    const step = steps[index];
    return step !== undefined && (await question.isUsedAt(step.parent.sha)) === true;
  };
  let unused = -1;
  let used = steps.length;
  for (let index = 0; index < steps.length; index = Math.min(index * 2 + 1, nextOf(index, steps.length))) {
    if (await isUsedBefore(index)) {
      used = index;
      break;
    }
    unused = index;
  }
  if (used === steps.length) return undefined;
  while (used - unused > 1) {
    const middle = Math.floor((used + unused) / 2);
    if (await isUsedBefore(middle)) used = middle;
    else unused = middle;
  }
  return steps[used]?.commit;
}

/** The last index is looked at too, after it none. */
function nextOf(index: number, length: number): number {
  return index < length - 1 ? length - 1 : length;
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
