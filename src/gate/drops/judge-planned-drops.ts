import type { Change } from "../../manifest/manifest.js";
import { isMigrationFile } from "../../migrations/find-dirs.js";
import { findDeployed } from "../refs/find-deployed.js";
import { type GateInput, WORKING_TREE } from "../gate-input.js";
import { getOtherUsage } from "./get-other-usage.js";
import { type DropVerdict, judgeDrop } from "./judge-drop.js";
import { readDeployedUsage } from "./read-deployed-usage.js";
import { readMigrationFiles } from "../batch/read-migration-files.js";
import { getRollout } from "./rollout.js";
import { checkHeadScan, type ScannedTrees } from "../scanned-trees.js";
import { getHeadUsage } from "../usage.js";

/**
 * What the gate would say today of a migration that drops each change's old shape and does nothing else: by change id. Without a `deployed` in the
 * manifest the last commit stands for it, as the base of such a branch would.
 */
export async function judgePlannedDrops(
  input: GateInput,
  trees: ScannedTrees,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, DropVerdict>> {
  const { manifest, git, today, others } = input;
  const head = await trees.scan(WORKING_TREE);
  checkHeadScan(head, await trees.open(WORKING_TREE));
  const last = await git?.findCommit("HEAD");
  const deployed = await findDeployed(manifest.deployed, last && { name: "HEAD", commit: last }, git);
  const { dirs } = await readMigrationFiles(await trees.open(WORKING_TREE), manifest.migrations);
  const isMigration = (path: string) => isMigrationFile(dirs, path);
  const verdicts = new Map<string, DropVerdict>();
  for (const change of changes) {
    const usage =
      git && "commit" in deployed
        ? await readDeployedUsage(change, { trees, git, input, deployed, isMigration })
        : undefined;
    const answer = usage ?? ("commit" in deployed ? undefined : deployed);
    if (answer === undefined) continue;
    const verdict = judgeDrop({
      change,
      deployed: answer,
      head: {
        name: "the working tree",
        usage: getHeadUsage(head, change.id, isMigration),
        definitionFiles: head.definitionFiles,
      },
      others: getOtherUsage(change, others, today),
      rollout: getRollout(manifest.deployed, today),
    });
    verdicts.set(change.id, verdict);
  }
  return verdicts;
}
