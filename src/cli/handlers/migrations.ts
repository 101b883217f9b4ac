import { relative, resolve, sep } from "node:path";
import { listAllMigrations, type MigrationListing } from "../../gate/batch/list-migrations.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { escapeControls } from "../../report/escape-controls.js";
import { formatMigrationsJson } from "../../report/migrations-json.js";
import { formatMigrationsText } from "../../report/migrations-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getStyle, getWorkFolder, openSession, printAnswer } from "../session.js";
import type { MigrationsArguments } from "../commands/migrations.js";

export async function migrations(io: Io, args: MigrationsArguments): Promise<ExitCode> {
  const session = await openSession(io, args);
  const input = await createGateInput(io, args, session);
  const folder = getWorkFolder(io, args);
  const dirs = (args.dir ?? []).map((dir) =>
    relative(session.root, resolve(folder, dir)).split(sep).join("/"),
  );
  const isCompared = args.new || args.base !== undefined;
  const listing = await withScannedTrees(input, (trees) =>
    listAllMigrations(input, trees, { dirs, isCompared }),
  );
  await printAnswer(io, args, format(io, args, listing));
  for (const { dir, message } of listing.problems)
    io.stderr.write(`${escapeControls(`${dir || "."}  ${message}`)}\n`);
  return listing.problems.length > 0 ? EXIT.unknown : EXIT.fine;
}

function format(io: Io, args: MigrationsArguments, listing: MigrationListing): string {
  if (args.format === "text")
    return formatMigrationsText(listing, { isNewOnly: args.new, style: getStyle(io, args) });
  const directories = listing.directories.map((dir) => ({
    ...dir,
    migrations: dir.migrations.filter(({ isNew }) => !args.new || isNew),
  }));
  return formatMigrationsJson({ ...listing, directories });
}
