import type { Change } from "../manifest/manifest.js";
import type { DeployedCommit, DeployedUnknown } from "./find-deployed.js";
import { findSoak } from "./find-soak.js";
import type { DeployedUsage } from "./judge-drop.js";
import type { Commit, GitRepo } from "./repo.js";
import { getFatal, type ScannedTrees } from "./scanned-trees.js";
import { getCodeUsage, isUsed } from "./usage.js";

export interface DeployedPlace {
  readonly trees: ScannedTrees;
  readonly git: GitRepo;
  readonly deployed: DeployedCommit;
  readonly today: string;
  isMigration(path: string): boolean;
}

/** What uses the old shape in what is deployed; where nothing does, since when. */
export async function readDeployedUsage(change: Change, place: DeployedPlace): Promise<DeployedUsage> {
  const { trees, deployed, isMigration } = place;
  const { name, commit } = deployed;
  const scan = await trees.scan(commit.sha);
  const usage = getCodeUsage(scan, change.id, isMigration);
  const problem = getProblem(
    getFatal(scan).map(({ file }) => file),
    name,
  );
  if (isUsed(usage) || problem !== undefined) return { name, usage, ...(problem && { problem }) };
  return { name, usage, soak: await askSoak(change, place) };
}

function getProblem([file]: readonly string[], name: string): DeployedUnknown | undefined {
  if (file === undefined) return undefined;
  return {
    reason: `${file} of ${name} can't be read and may use it`,
    next: `release a ${file} that can be read`,
  };
}

async function askSoak(change: Change, { trees, git, deployed, today, isMigration }: DeployedPlace) {
  const { name, commit } = deployed;
  const history = await git.listFirstParents(commit.sha);
  const words = getWords(change);
  return findSoak({
    windowDays: change.windowDays,
    ...{ today, name, history },
    isCut: await git.isShallow(),
    listCandidates: (after: Commit | undefined) =>
      git.listTouching(commit.sha, after === undefined ? { words } : { words, after: after.sha }),
    async isUsedAt(sha) {
      const scan = await trees.scanOnce(sha);
      if (isUsed(getCodeUsage(scan, change.id, isMigration))) return true;
      return getFatal(scan).length > 0 ? undefined : false;
    },
  });
}

/** Words of which a changed line has one where the usage changed: the table's and the column's name, also as code spells them. */
function getWords({ old }: Change): string[] {
  const names = [...("table" in old ? [old.table] : []), ...("column" in old ? [old.column] : [])];
  return [...new Set(names.flatMap(getSpellings))];
}

/** `order_items` is `orderItems` and `OrderItem` in code. */
function getSpellings(name: string): string[] {
  const words = name.split("_").filter((word) => word !== "");
  const pascal = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
  const camel = `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}`;
  const spellings = [name, pascal, camel].map((one) => (one.length > 3 ? one.replace(/s$/, "") : one));
  return [...spellings, name.toUpperCase()];
}
