import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { UserError } from "../../errors.js";
import { getLineStarts } from "../../references/line-starts.js";
import type { MigrationBody, MigrationFile, MigrationStep } from "../migration-format.js";
import type { OperationPlace } from "../migration.js";
import { loadZod } from "./load-zod.js";
import { readJson } from "./read-json.js";

// packages/1-framework/3-tooling/migration/src/op-schema.ts of prisma-next, and what its SQL targets add to it.
function createOperationsSchema() {
  const z = loadZod();
  return z.array(
    z.object({
      label: z.string(),
      operationClass: z.string(),
      execute: z.array(z.looseObject({ sql: z.string().optional() })).optional(),
    }),
  );
}

/**
 * What a package's `ops.json` runs: the SQL of each operation's `execute`; its checks before and after only look. Prisma reads this file alone:
 * the `migration.ts` beside it writes it.
 */
export function readPrismaOperations(file: MigrationFile): MigrationBody {
  const parsed = createOperationsSchema().safeParse(readJson(file));
  if (!parsed.success)
    throw new UserError(
      `${file.file} is not what Prisma writes: ${loadZod().prettifyError(parsed.error)}\nRun the migration.ts beside it again.`,
    );
  const tree = parseTree(file.text);
  const lines = getLineStarts(file.text);
  const getPlace = (...path: (string | number)[]): OperationPlace =>
    lines.getPosition((tree && findNodeAtLocation(tree, path)?.offset) ?? 0);
  const steps = parsed.data.flatMap(({ label, execute = [] }, index): MigrationStep[] => {
    const texts = execute.map(({ sql }) => sql);
    if (texts.length === 0 || texts.includes(undefined))
      return [createUnread(label, getPlace(index), tree && findNodeAtLocation(tree, [index]))];
    return texts.flatMap((sql, step) =>
      sql === undefined ? [] : [{ sql, at: getPlace(index, "execute", step, "sql") }],
    );
  });
  return { steps };
}

/** A command of MongoDB, which is no database whose schema is followed; unknown on what it names. */
function createUnread(label: string, at: OperationPlace, node: Node | undefined): MigrationStep {
  const collections = new Set(node === undefined ? [] : getCollections(node));
  const reason = "it is no SQL";
  return { type: "unknown", tables: [...collections], reason, at, text: label, allows: [] };
}

function getCollections(node: Node): string[] {
  if (node.type === "property") {
    const [key, value] = node.children ?? [];
    if (key?.value === "collection" && typeof value?.value === "string") return [value.value];
    return value === undefined ? [] : getCollections(value);
  }
  return (node.children ?? []).flatMap(getCollections);
}
