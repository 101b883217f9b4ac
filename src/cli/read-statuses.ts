import { readMigrationFiles } from "../gate/read-migration-files.js";
import type { Change, Manifest } from "../manifest/manifest.js";
import { readMigrations } from "../migrations/read-migrations.js";
import { type ChangeStatus, getChangeStatus } from "../status/change-status.js";
import { getSchemaFacts } from "../status/schema-facts.js";
import { openWorkingTree } from "../trees/working-tree.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { createScanner, failOnFatal } from "./scanner.js";
import type { Session } from "./session.js";

/** Scans for the old shapes and for the new ones: whether the new one is written yet tells the early steps apart. */
export async function readStatuses(
  io: Io,
  args: CommonArguments,
  { root, manifest, today }: Session,
): Promise<ChangeStatus[]> {
  const tree = openWorkingTree(root);
  const scan = await createScanner(io, args, { root, manifest })(tree);
  failOnFatal(scan, "Where the changes stand can't be told before these can be read.");
  const mirrored = mirrorManifest(manifest);
  const mirror = await createScanner(io, args, { root, manifest: mirrored })(tree);
  const { dirs, files } = await readMigrationFiles(tree, manifest.migrations);
  const sequences = readMigrations(dirs, files);
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

/** The same changes with the new shape in the place of the old one. */
function mirrorManifest(manifest: Manifest): Manifest {
  const changes = manifest.changes.flatMap((change): Change[] =>
    change.replacement ? [{ ...change, old: change.replacement }] : [],
  );
  return { ...manifest, hash: `${manifest.hash}:new`, changes };
}
