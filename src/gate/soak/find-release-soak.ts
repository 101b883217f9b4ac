import { addDays, getDaysBetween } from "../../manifest/dates.js";
import type { Look } from "./find-soak.js";
import type { ReleaseEvidence } from "../gate-result.js";
import type { SoakAnswer } from "../drops/judge-drop.js";
import type { Release } from "../refs/repo.js";
import { countDays } from "../usage.js";

export interface ReleaseQuestion {
  readonly windowDays: number;
  readonly today: string;
  /** What is deployed, which is the last of the releases, and those in its history; the oldest first. */
  readonly releases: readonly Release[];
  lookAt(sha: string): Promise<Look>;
}

/** The release that a soak waits for, or why it can't be told. */
export type ReleaseSoak =
  | { readonly state: "running"; readonly release: ReleaseEvidence; readonly passes: string }
  | Extract<SoakAnswer, { readonly state: "unknown" }>;

/**
 * Where tags say what is deployed, a commit counts from the release that took it along: what ran when the window began must not have used it either.
 * Undefined where that is so, or where no release is as old as the window.
 */
export async function findReleaseSoak(question: ReleaseQuestion): Promise<ReleaseSoak | undefined> {
  const { releases, today, windowDays } = question;
  const startDate = addDays(today, -windowDays);
  const start = releases.findLastIndex(({ commit }) => commit.date <= startDate);
  const [running, ...later] = start === -1 ? [] : releases.slice(start);
  if (running === undefined || later.length === 0) return undefined;
  const look = await question.lookAt(running.commit.sha);
  if (look === "unused") return undefined;
  if (look !== "used")
    return {
      state: "unknown",
      reason: `${running.name}, which ran ${countDays(windowDays)} ago, can't be read`,
      next: "wait until a release that can be read is as old as the window",
    };
  const release = describeRelease(await findFirstUnused(question, later), today);
  return { state: "running", release, passes: addDays(release.date, windowDays) };
}

/** The oldest release from which on none uses it; the last one does not. */
async function findFirstUnused({ lookAt }: ReleaseQuestion, later: readonly Release[]): Promise<Release> {
  const [last, ...older] = later.toReversed();
  let first = last;
  for (const release of older) {
    if ((await lookAt(release.commit.sha)) !== "unused") break;
    first = release;
  }
  if (first === undefined) throw new Error("No release is deployed");
  return first;
}

/** A commit dated after today is as old as today. */
export function describeRelease({ name, commit }: Release, today: string): ReleaseEvidence {
  const date = commit.date > today ? today : commit.date;
  return { name, commit: commit.sha, date, ageDays: getDaysBetween(date, today) };
}
