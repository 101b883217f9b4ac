import { addDays, getDaysBetween } from "../../manifest/dates.js";
import type { Change } from "../../manifest/manifest.js";
import type { DeployedUnknown } from "../refs/find-deployed.js";
import type { UnusedElsewhereEvidence } from "../gate-result.js";
import type { UsageAt } from "./judge-drop.js";
import { joinNames } from "./join-names.js";
import type { CountedUsage, OtherRepos, UsageFile } from "./other-repos.js";
import { countDays, getUsage, isUsed } from "../usage.js";

/** What the other repos use of one change's old shape. */
export interface OtherUsage {
  /** By repo, the newest count of each. */
  readonly usages: readonly UsageAt[];
  /** Why that leaves open whether they use it. */
  readonly problem?: DeployedUnknown;
  /** The window of a repo that was seen to use it, as far as the files show when that ended. */
  readonly running?: RunningElsewhere;
  /** What the files prove where nothing uses it. */
  readonly evidence: readonly UnusedElsewhereEvidence[];
}

export interface RunningElsewhere {
  readonly name: string;
  readonly evidence: UnusedElsewhereEvidence;
  /** The first day without uses. */
  readonly since: string;
  readonly passes: string;
}

/** A repo's count, and the file that has it. */
interface Count {
  readonly file: string;
  readonly counted: CountedUsage;
}

export const RENEWAL =
  "renew it: expand-contract scan --repos --format json --output usage.json, and pass it: --usage usage.json";

/** Holds the newest count of each repo to the date; older ones tell since when nothing uses the old shape there. */
export function getOtherUsage(change: Change, others: OtherRepos, today: string): OtherUsage {
  const named = others.files.flatMap(({ repos }) => repos.map(({ name }) => name));
  const names = [...new Set([...others.names, ...named])].sort();
  const parts = names.map((name) => getRepoUsage(name, change, { others, today }));
  const problem =
    others.files.length === 0 && names.length > 0
      ? getNothingKnown(names)
      : parts.find((part) => part.problem !== undefined)?.problem;
  const running = parts.flatMap((part) => part.running ?? []).sort((a, b) => (a.passes < b.passes ? 1 : -1));
  return {
    usages: parts.flatMap(({ usages }) => usages),
    evidence: parts.flatMap(({ evidence }) => evidence),
    ...(problem && { problem }),
    ...(running[0] && { running: running[0] }),
  };
}

function getNothingKnown(names: readonly string[]): DeployedUnknown {
  const verb = names.length === 1 ? "is another repo of the manifest" : "are other repos of the manifest";
  return {
    reason: `${joinNames(names)} ${verb}, and nothing says what they use`,
    next: "count there: expand-contract scan --repos --format json --output usage.json, and pass it: --usage usage.json",
  };
}

interface Place {
  readonly others: OtherRepos;
  readonly today: string;
}

function getRepoUsage(name: string, change: Change, { others, today }: Place): OtherUsage {
  const counts = others.files.flatMap((file) => getCount(file, name, change)).sort(compareNewest);
  const [newest] = counts;
  if (newest === undefined)
    return { usages: [], evidence: [], problem: explainMissing(name, change, others.files) };
  const { counted, file } = newest;
  const ageDays = getDaysBetween(counted.scanned, today);
  // A result tells the day and no hour: `12h` is the same day.
  if (ageDays * 24 > others.maxAgeHours) {
    const reason = `${file} counted ${name} on ${counted.scanned}, ${countDays(ageDays)} ago, and --usage-max-age is ${formatHours(others.maxAgeHours)}`;
    return { usages: [], evidence: [], problem: { reason, next: RENEWAL } };
  }
  const usage = getUsage(counted.references, change.id);
  const usages = [{ name, ref: counted.ref, usage }];
  const [unreadable] = counted.unreadable;
  if (unreadable !== undefined) {
    const reason = `${unreadable} of ${name} could not be read when ${file} was made, and may use it`;
    return { usages, evidence: [], problem: { reason, next: `make it readable there, then ${RENEWAL}` } };
  }
  if (isUsed(usage)) return { usages, evidence: [] };
  const since = findSince(counts, change.id);
  const evidence = toUnused(newest, since);
  const passes = addDays(since ?? counted.scanned, change.windowDays);
  if (since === undefined || passes <= today) return { usages, evidence: [evidence] };
  return { usages, evidence: [evidence], running: { name, evidence, since, passes } };
}

function toUnused({ file, counted }: Count, since: string | undefined): UnusedElsewhereEvidence {
  const { name, ref, commit, scanned } = counted;
  return {
    kind: "unused-elsewhere",
    ...{ repo: name, ref, scanned, file },
    ...(commit !== undefined && { commit }),
    ...(since !== undefined && { since }),
  };
}

/** The day of the first count without uses after the last one with some; undefined where the files show none with some. */
function findSince(counts: readonly Count[], change: string): string | undefined {
  const used = counts.findIndex(({ counted }) => isUsed(getUsage(counted.references, change)));
  return used <= 0 ? undefined : counts[used - 1]?.counted.scanned;
}

function compareNewest(a: Count, b: Count): number {
  return getDaysBetween(a.counted.scanned, b.counted.scanned);
}

/** A count that says nothing of this old shape is none. */
function getCount(usage: UsageFile, name: string, change: Change): Count[] {
  if (findIgnorance(usage, change) !== undefined) return [];
  return usage.repos.flatMap((repo) =>
    repo.name === name && "scanned" in repo ? [{ file: usage.file, counted: repo }] : [],
  );
}

/** Why a file does not speak of the change as the manifest declares it now. */
function findIgnorance({ file, changes, declared }: UsageFile, { id, old }: Change): string | undefined {
  if (!changes.includes(id)) return `${file} was made when the manifest did not have ${id} yet`;
  const then = declared?.[id];
  if (then === undefined || then === old.text) return undefined;
  return `${file} was made when ${id} was about ${then}`;
}

function explainMissing(name: string, change: Change, files: readonly UsageFile[]): DeployedUnknown {
  const having = files.filter(({ repos }) => repos.some((repo) => repo.name === name));
  const [first] = having;
  if (first === undefined) {
    const where = files.length === 1 ? `${files[0]?.file ?? ""} has no count` : "no usage file has a count";
    return { reason: `${where} of ${name}`, next: RENEWAL };
  }
  const ignorance = having.flatMap((file) => findIgnorance(file, change) ?? [])[0];
  if (ignorance !== undefined) return { reason: ignorance, next: RENEWAL };
  const failed = first.repos.flatMap((repo) =>
    repo.name === name && "failure" in repo ? [repo.failure] : [],
  )[0];
  return {
    reason: `${name} could not be counted when ${first.file} was made: ${withoutStop(failed ?? "")}`,
    next: `mend that, then ${RENEWAL}`,
  };
}

/** Messages are sentences; this one goes on. Lines after the first are advice. */
function withoutStop(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/\.$/, "");
}

function formatHours(hours: number): string {
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}
