import type { Kind } from "../../manifest/manifest.js";
import type { Reference } from "../reference.js";

/** How an ORM's mapping is taken out while the database keeps what it maps; sentences that end a place. */
interface Removal {
  readonly column: string;
  readonly table: string;
}

/**
 * After each of these edits no statement of the ORM names the column or table. Tried on the real packages, see
 * `test/references/orm/mapping-removal.test.ts`.
 */
const REMOVALS: ReadonlyMap<string, Removal> = new Map([
  [
    "prisma",
    {
      column: "add @ignore to the field, or delete it without a migration, and generate the client",
      table: "add @@ignore to the model and generate the client",
    },
  ],
  [
    "drizzle",
    {
      column:
        "delete the column from the table's object, and keep the migration that drizzle-kit makes of it for later",
      table: "delete the table's object, and keep the migration that drizzle-kit makes of it for later",
    },
  ],
  [
    "typeorm",
    {
      column: "give the column { select: false, insert: false, update: false } and no default",
      table: "delete the entity, or its decorator",
    },
  ],
  [
    "mikro-orm",
    {
      column: "give the property { persist: false }",
      table: "take the entity out of the ORM's entities",
    },
  ],
  [
    "sequelize",
    {
      column: "delete the attribute from the model",
      table: "delete the model",
    },
  ],
]);

/** What to do so that all mappings among references end in a way that ships before the drop; undefined where there is none. */
export function formatMappingRemovals(references: readonly Reference[], kind: Kind): string | undefined {
  const [first, ...others] = references.flatMap((reference) => getMappingRemoval(reference, kind) ?? []);
  return first && [first, ...others.map((other) => `also ${other}`)].join("; ");
}

/** The same of one mapping (`declare`); undefined for another reference. An INSERT then leaves the column out. */
export function getMappingRemoval(
  { access, via, file, line, text }: Reference,
  kind: Kind,
): string | undefined {
  const removal = access === "declare" ? REMOVALS.get(via) : undefined;
  if (removal === undefined || (kind !== "column" && kind !== "table")) return undefined;
  const needs = kind === "column" ? " (it must be nullable or have a default first)" : "";
  return `at ${file}:${line} (${text}) ${removal[kind]}${needs}`;
}
