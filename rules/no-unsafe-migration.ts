import { createRule } from "../src/lint/create-rule.js";
import {
  MIGRATION_MESSAGES,
  reportMigration,
  type MigrationMessageIds,
  type MigrationOptions,
} from "../src/lint/report-migration.js";

export default createRule<[MigrationOptions], MigrationMessageIds>({
  name: "no-unsafe-migration",
  meta: {
    type: "problem",
    docs: { description: "disallow migrations that break the code which is deployed while they run" },
    schema: [
      {
        type: "object",
        properties: {
          after: {
            type: "string",
            description:
              "The last migration that is history, by its id, its file's name, the start of one, or a date: it and those before it are not judged.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
    messages: MIGRATION_MESSAGES,
  },
  create: (context, [options]) => reportMigration(context, options),
});
