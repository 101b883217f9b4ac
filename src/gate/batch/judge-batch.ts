import type { Change } from "../../manifest/manifest.js";
import type { ScanResult } from "../../scan/scan-result.js";
import type { Base } from "../refs/find-base.js";
import type { DeployedCommit, DeployedUnknown } from "../refs/find-deployed.js";
import { type Drop, findDrops } from "../../safety/find-drops.js";
import type { GateInput } from "../gate-input.js";
import type { AllowedDrop, Finding, Suppressed } from "../gate-result.js";
import { getOtherUsage } from "../drops/get-other-usage.js";
import { type DropVerdict, type HeadUsage, judgeDrop, type UsageAt } from "../drops/judge-drop.js";
import { judgeDrops } from "../drops/judge-drops.js";
import { judgeOperations } from "../../safety/judge-operations.js";
import { judgeOrder } from "./judge-order.js";
import { judgeStopWrite } from "./judge-stop-write.js";
import type { Batch } from "./read-batch.js";
import { readDeployedUsage } from "../drops/read-deployed-usage.js";
import { getRollout } from "../drops/rollout.js";
import { checkBaseScan, type ScannedTrees } from "../scanned-trees.js";
import { getCodeUsage, getHeadUsage } from "../usage.js";

export interface BatchFacts {
  readonly input: GateInput;
  readonly trees: ScannedTrees;
  readonly batch: Batch;
  readonly base: Base;
  readonly deployed: DeployedCommit | DeployedUnknown;
  readonly scans: { readonly base: ScanResult; readonly head: ScanResult };
}

export interface JudgedBatch {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly allowed: readonly AllowedDrop[];
}

/** The rules on what ships together: new migrations against what is deployed, and steps of a change that one batch runs together. */
export async function judgeBatch(facts: BatchFacts): Promise<JudgedBatch> {
  const { batch, base, input } = facts;
  const { changes } = input.manifest;
  const drops = findDrops(batch.operations, changes);
  const judged = judgeDrops(drops, await judgeChanges(drops, facts), {
    operations: batch.operations,
    today: input.today,
  });
  const operations = judgeOperations(batch.operations, changes);
  const { migrations, merged, tip } = batch;
  const order = judgeOrder({ batch: migrations, merged, tip, baseName: base.name });
  const stopWrites = changes.flatMap((change) => {
    const sides = getSides(change, facts);
    const { isMigration } = batch;
    const stored = getHeadUsage(facts.scans.base, change.id, isMigration).writes;
    return judgeStopWrite({ change, ...sides, stored, manifestFile: input.manifestPath }) ?? [];
  });
  return {
    findings: [...judged.findings, ...operations.findings, ...order.findings, ...stopWrites],
    suppressed: [...judged.suppressed, ...operations.suppressed, ...order.suppressed],
    allowed: judged.allowed,
  };
}

/** A verdict for each change that a drop is covered by. A rename breaks whatever the code does: it needs none. */
async function judgeChanges(
  drops: readonly Drop[],
  facts: BatchFacts,
): Promise<ReadonlyMap<string, DropVerdict>> {
  const verdicts = new Map<string, DropVerdict>();
  for (const { change, isRename } of drops) {
    if (change === undefined || isRename || verdicts.has(change.id)) continue;
    const { manifest, others, today } = facts.input;
    const sides = getSides(change, facts);
    const tip = await findTip(change, facts);
    const verdict = judgeDrop({
      change,
      ...sides,
      ...(tip && { base: tip, parting: sides.base }),
      deployed: await getDeployed(change, facts),
      others: getOtherUsage(change, others, today),
      rollout: getRollout(manifest.deployed, today),
    });
    verdicts.set(change.id, verdict);
  }
  return verdicts;
}

/** What the base's branch uses by now, where it went on since this batch left it: that is what the batch is merged into. */
async function findTip(change: Change, { trees, base, batch }: BatchFacts): Promise<UsageAt | undefined> {
  if (base.tip.sha === base.commit.sha) return undefined;
  const scan = await trees.scan(base.tip.sha);
  checkBaseScan(scan, base.name);
  return { name: base.name, usage: getCodeUsage(scan, change.id, batch.isMigration) };
}

async function getDeployed(change: Change, { input, trees, batch, deployed }: BatchFacts) {
  if (!("commit" in deployed)) return deployed;
  if (input.git === undefined) throw new Error("A deployed commit without a repository");
  const { isMigration } = batch;
  return readDeployedUsage(change, { trees, git: input.git, input, deployed, isMigration });
}

function getSides(
  change: Change,
  { scans, base, batch }: BatchFacts,
): { readonly base: UsageAt; readonly head: HeadUsage } {
  const { isMigration } = batch;
  const { definitionFiles } = scans.head;
  return {
    base: { name: base.name, usage: getCodeUsage(scans.base, change.id, isMigration) },
    head: { name: "this batch", usage: getHeadUsage(scans.head, change.id, isMigration), definitionFiles },
  };
}
