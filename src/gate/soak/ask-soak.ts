import type { Change } from "../../manifest/manifest.js";
import { findReleaseSoak, describeRelease } from "./find-release-soak.js";
import { findSoak, type Look } from "./find-soak.js";
import { getChangeWords } from "./get-change-words.js";
import type { ReleaseEvidence, StopWriteEvidence } from "../gate-result.js";
import type { SoakAnswer } from "../drops/judge-drop.js";
import type { DeployedPlace } from "../drops/read-deployed-usage.js";
import { createStepReader } from "./read-steps.js";

/** How long nothing has used the old shape: by the commits of what is deployed, and by its releases where tags name them. */
export async function askSoak(
  change: Change,
  place: DeployedPlace,
  lookAt: (sha: string) => Promise<Look>,
): Promise<SoakAnswer> {
  const { git, deployed, input } = place;
  const { sha } = deployed.commit;
  const { manifest, today } = input;
  const { windowDays } = change;
  // Compiling globs takes longer than most scans: only where somebody asks.
  const { createWantedFilter } = await import("../../scan/source-filter.js");
  const [history, isCut] = await Promise.all([git.listFirstParents(sha), git.isShallow()]);
  const soak = await findSoak({
    ...{ windowDays, today, name: deployed.name, lookAt, history, isCut },
    readSteps: createStepReader({
      ...{ git, sha, length: history.length, words: getChangeWords(change) },
      isWanted: createWantedFilter(manifest),
    }),
  });
  if (soak.state === "unknown" || manifest.deployed === undefined || !("tag" in manifest.deployed))
    return soak;
  const { tag } = manifest.deployed;
  const releases = await git.listReleases(tag, { mergedInto: sha });
  const released = await findReleaseSoak({ windowDays, today, releases, lookAt });
  if (released?.state === "unknown") return soak.state === "running" ? soak : released;
  const { evidence } = soak;
  const stop = evidence.kind === "stop-write" ? evidence : released && toStop(released.release, windowDays);
  if (stop === undefined) return soak;
  const [first] = await git.listReleases(tag, { mergedInto: sha, containing: stop.commit });
  const release = released?.release ?? (first && describeRelease(first, today));
  const withRelease = release === undefined ? stop : { ...stop, release };
  const passes = [soak, released]
    .flatMap((one) => (one?.state === "running" ? [one.passes] : []))
    .toSorted()
    .at(-1);
  if (passes === undefined) return { state: "passed", evidence: withRelease };
  return { state: "running", evidence: withRelease, passes };
}

/** No commit of the history used it, but a release that was merged into it did. */
function toStop({ commit, date, ageDays }: ReleaseEvidence, windowDays: number): StopWriteEvidence {
  return { kind: "stop-write", commit, date, ageDays, windowDays };
}
