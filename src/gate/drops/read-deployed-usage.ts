import type { Change } from "../../manifest/manifest.js";
import type { ScanResult } from "../../scan/scan-result.js";
import { MissingContentError } from "../../trees/git-blobs.js";
import { askSoak } from "../soak/ask-soak.js";
import type { DeployedCommit, DeployedUnknown } from "../refs/find-deployed.js";
import type { Look } from "../soak/find-soak.js";
import type { GateInput } from "../gate-input.js";
import type { DeployedUsage } from "./judge-drop.js";
import { findOwnMigrations } from "../batch/own-migrations.js";
import type { GitRepo } from "../refs/repo.js";
import { getFatal, type ScannedTrees } from "../scanned-trees.js";
import { getCodeUsage, isUsed, type Usage } from "../usage.js";

export interface DeployedPlace {
  readonly trees: ScannedTrees;
  readonly git: GitRepo;
  readonly input: Pick<GateInput, "manifest" | "manifestPath" | "today">;
  readonly deployed: DeployedCommit;
  isMigration(path: string): boolean;
}

/** What uses the old shape in what is deployed; where nothing does, since when. */
export async function readDeployedUsage(change: Change, place: DeployedPlace): Promise<DeployedUsage> {
  const { trees, deployed } = place;
  const { name, commit } = deployed;
  const scan = await trees.scan(commit.sha);
  const usage = await readUsage(change, { ...place, scan, sha: commit.sha });
  const problem = getProblem(
    getFatal(scan).map(({ file }) => file),
    name,
  );
  if (isUsed(usage) || problem !== undefined) return { name, usage, ...(problem && { problem }) };
  return { name, usage, soak: await askSoak(change, place, (sha) => lookAt(change, sha, place)) };
}

function getProblem([file]: readonly string[], name: string): DeployedUnknown | undefined {
  if (file === undefined) return undefined;
  return {
    reason: `${file} of ${name} can't be read and may use it`,
    next: `release a ${file} that can be read`,
  };
}

interface ScannedCommit extends DeployedPlace {
  readonly scan: ScanResult;
  readonly sha: string;
}

/** Most commits use nothing. Of those that do, another look tells what was a migration there. */
async function readUsage(
  change: Change,
  { scan, sha, isMigration, ...place }: ScannedCommit,
): Promise<Usage> {
  const usage = getCodeUsage(scan, change.id, isMigration);
  if (!isInUse(usage)) return usage;
  const isOwn = await findOwnMigrations(sha, place);
  return getCodeUsage(scan, change.id, (path) => isMigration(path) || isOwn(path));
}

async function lookAt(change: Change, sha: string, place: DeployedPlace): Promise<Look> {
  try {
    const scan = await place.trees.scanOnce(sha);
    if (isInUse(await readUsage(change, { ...place, scan, sha }))) return "used";
    return getFatal(scan).length > 0 ? "unreadable" : "unused";
  } catch (error) {
    if (error instanceof MissingContentError) return "missing";
    throw error;
  }
}

/** What may use it counts as if it did: while it ran, a drop was no more than unknown. `select *` survives a drop. */
function isInUse(usage: Usage): boolean {
  return isUsed(usage) || usage.doubtful.some(({ access }) => access !== "implicit");
}
