import { addDays, getDaysBetween } from "../../manifest/dates.js";
import { findStopBefore, findStopWithin, type LookedAt } from "./find-stop.js";
import type { SoakAnswer } from "../drops/judge-drop.js";
import type { Commit } from "../refs/repo.js";
import { settleDates } from "./settle-dates.js";
import { countDays } from "../usage.js";

/** What a commit uses. `missing`: this clone does not have its files. */
export type Look = "used" | "unused" | "unreadable" | "missing";

/** What a commit did, compared with its first parent, to the files that decide what is used. */
export interface Step {
  /** Equal at two commits whose files are equal, and so is what they use. */
  readonly state: string;
  /** What is used is likely to be another than at its parent. */
  readonly isLikely: boolean;
}

export interface SoakQuestion {
  readonly windowDays: number;
  readonly today: string;
  /** What is deployed, as the user knows it. Nothing uses the old shape there. */
  readonly name: string;
  /** Its first-parent history, newest first. */
  readonly history: readonly Commit[];
  /** The history ends where a shallow clone was cut. */
  readonly isCut: boolean;
  /** The steps of at least the newest `count` commits of the history. */
  readSteps(count: number): Promise<readonly Step[]>;
  lookAt(sha: string): Promise<Look>;
}

/**
 * How long the old shape has been unused on the first-parent history of what is deployed. Within the window every commit that is likely to have changed
 * it is looked at, so that one revert, and the revert of that, starts the clock again; before the window only for the evidence.
 */
export async function findSoak(asked: SoakQuestion): Promise<SoakAnswer> {
  const { today, windowDays, isCut } = asked;
  const history = settleDates(asked.history, today);
  const question = { ...asked, history };
  const looks = createLooks(question);
  const startDate = addDays(today, -windowDays);
  // What was deployed when the window began counts too.
  const start = history.findIndex(({ date }) => date <= startDate);
  const end = start === -1 ? history.length - 1 : start;
  const within = await findStopWithin(looks, end);
  if (within === "missing" || within === "unreadable") return getUnknown(within, windowDays);
  if (within !== undefined) return getAnswer(question, within);
  if (start !== -1) {
    const { stop, unusedTo } = await findStopBefore(looks, start);
    return stop === undefined ? getNeverUsed(question, unusedTo) : getAnswer(question, stop);
  }
  if (!isCut) return getNeverUsed(question, end);
  return {
    state: "unknown",
    reason: `this shallow clone does not reach back ${countDays(windowDays)}`,
    next: "fetch the history: git fetch --unshallow, in CI: fetch-depth: 0",
  };
}

/** Each state of the files is looked at once. */
function createLooks({ history, readSteps, lookAt }: SoakQuestion): LookedAt {
  const known = new Map<string, Promise<Look>>();
  return {
    length: history.length,
    readSteps,
    async look(place) {
      const sha = history[place]?.sha ?? "";
      const steps = await readSteps(place + 1);
      const state = steps[place]?.state ?? sha;
      const look = known.get(state) ?? lookAt(sha);
      known.set(state, look);
      return look;
    },
  };
}

function getAnswer({ history, today, windowDays }: SoakQuestion, stop: number): SoakAnswer {
  const { sha, date } = history[stop] ?? { sha: "", date: today };
  const ageDays = getDaysBetween(date, today);
  const evidence = { kind: "stop-write", commit: sha, date, ageDays, windowDays } as const;
  if (ageDays >= windowDays) return { state: "passed", evidence };
  return { state: "running", evidence, passes: addDays(date, windowDays) };
}

function getNeverUsed({ name, history }: SoakQuestion, unusedTo: number): SoakAnswer {
  const { sha: commit, date } = history[unusedTo] ?? { sha: "", date: "" };
  return { state: "passed", evidence: { kind: "never-used", ref: name, commit, date } };
}

function getUnknown(look: "unreadable" | "missing", windowDays: number): SoakAnswer {
  const days = countDays(windowDays);
  if (look === "unreadable")
    return {
      state: "unknown",
      reason: `a file of a commit within the last ${days} can't be read`,
      next: `wait until that commit is older than ${days}`,
    };
  return {
    state: "unknown",
    reason: `this partial clone does not have the files of the last ${days}`,
    next: "fetch them: git fetch --refetch --no-filter origin",
  };
}
