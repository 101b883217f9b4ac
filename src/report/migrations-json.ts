import type { ListedDir, ListedMigration, MigrationListing } from "../gate/batch/list-migrations.js";
import { formatOperation } from "./operation-text.js";

export function formatMigrationsJson({ directories, problems }: MigrationListing): string {
  const report = { version: 1, directories: directories.map(toReported), problems };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toReported({ migrations, ...dir }: ListedDir) {
  return { ...dir, migrations: migrations.map(toReportedMigration) };
}

function toReportedMigration({ id, file, isNew, operations, ...facts }: ListedMigration) {
  return {
    id,
    file,
    ...(isNew !== undefined && { new: isNew }),
    ...facts,
    operations: operations.map((operation) => ({ does: formatOperation(operation), ...operation })),
  };
}
