import { type GateInput, WORKING_TREE } from "../gate/gate-input.js";
import { judgePlannedDrops } from "../gate/drops/judge-planned-drops.js";
import { type ScannedTrees, withScannedTrees } from "../gate/scanned-trees.js";
import { readMigrationFiles } from "../gate/batch/read-migration-files.js";
import { type Change, isTableTarget, type Manifest } from "../manifest/manifest.js";
import { readBody } from "../migrations/read-body.js";
import { readSettledDirs } from "../migrations/read-settled-dirs.js";
import { type ChangeStatus, getChangeStatus } from "../status/change-status.js";
import { getSchemaFacts } from "../status/schema-facts.js";
import { createGateInput } from "./gate-input.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { createScanner, failOnFatal, type Scanner } from "./scanner.js";
import type { Session } from "./session.js";
import type { UsageArguments } from "./usage-options.js";

/** Scans for the old shapes and for the new ones: whether the new one is written yet tells the early steps apart. */
export async function readStatuses(
  io: Io,
  args: CommonArguments & UsageArguments,
  session: Session,
): Promise<ChangeStatus[]> {
  const input = await createGateInput(io, { ...args, base: undefined }, session);
  return withScannedTrees(input, async (trees) => {
    const { root, manifest } = session;
    const scanNew = createScanner(io, args, { root, manifest: mirrorManifest(manifest) });
    const statuses = await getStatuses(session, trees, scanNew);
    return nameBlockedDrops(statuses, input, trees);
  });
}

async function getStatuses(
  { manifest, today }: Session,
  trees: ScannedTrees,
  scanNew: Scanner,
): Promise<ChangeStatus[]> {
  const scan = await trees.scan(WORKING_TREE);
  failOnFatal(scan, "Where the changes stand can't be told before these can be read.");
  const tree = await trees.open(WORKING_TREE);
  const mirror = await scanNew(tree);
  const { dirs, files } = await readMigrationFiles(tree, manifest.migrations);
  const sequences = readSettledDirs(dirs, files, readBody);
  return manifest.changes.map((change) =>
    getChangeStatus({
      change,
      references: scan.references.filter((reference) => reference.change === change.id),
      replacementReferences: mirror.references.filter((reference) => reference.change === change.id),
      schema: getSchemaFacts(change, sequences),
      today,
    }),
  );
}

/** What keeps a drop from passing stands in what is deployed, and the gate knows it. */
async function nameBlockedDrops(
  statuses: readonly ChangeStatus[],
  input: GateInput,
  trees: ScannedTrees,
): Promise<ChangeStatus[]> {
  const dropping = new Set(statuses.filter(({ step }) => step === "drop").map(({ change }) => change));
  const changes = input.manifest.changes.filter(({ id, old }) => dropping.has(id) && isTableTarget(old));
  if (changes.length === 0) return [...statuses];
  const verdicts = await judgePlannedDrops(input, trees, changes);
  return statuses.map((status) => {
    const verdict = verdicts.get(status.change);
    if (verdict === undefined) return status;
    const blockedBy =
      "reasons" in verdict
        ? `${verdict.reasons[0].message}; ${verdict.reasons[0].next}`
        : "nothing: write the migration that drops it";
    return { ...status, blockedBy };
  });
}

/** The same changes with the new shape in the place of the old one. */
function mirrorManifest(manifest: Manifest): Manifest {
  const changes = manifest.changes.flatMap((change): Change[] =>
    change.replacement ? [{ ...change, old: change.replacement }] : [],
  );
  return { ...manifest, hash: `${manifest.hash}:new`, changes };
}
