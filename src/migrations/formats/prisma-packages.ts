import { createHash } from "node:crypto";
import { UserError } from "../../errors.js";
import type { ForwardMigration, MigrationFile } from "../migration-format.js";
import { loadZod } from "./load-zod.js";
import { normalizeHash, placeEdges, type PrismaEdge } from "./prisma-graph.js";
import { readPrismaOperations } from "./prisma-operations.js";
import { readJson } from "./read-json.js";

// `MigrationMetadataSchema` in packages/1-framework/3-tooling/migration/src/io.ts of prisma-next.
function createManifestSchema() {
  const z = loadZod();
  return z.object({
    from: z.string().nullable(),
    to: z.string(),
    createdAt: z.string(),
    migrationHash: z.string(),
  });
}

const MANIFEST = /^([^/]+)\/migration\.json$/;
const OPERATIONS = /^[^/]+\/ops\.json$/;
const REF = /^refs\/.+\.json$/;

/** The files of Prisma 8's migrations: a folder for each, and the states that environments are named for. */
export function isPackageFile(path: string): boolean {
  return MANIFEST.test(path) || OPERATIONS.test(path) || REF.test(path);
}

export function hasPackages(paths: readonly string[]): boolean {
  return paths.some((path) => OPERATIONS.test(path)) && paths.some((path) => MANIFEST.test(path));
}

/** Prisma 8's migrations: by the graph that the hashes in each `migration.json` make, with the operations of each `ops.json`. */
export function readPackages(files: readonly MigrationFile[]): ForwardMigration[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const packages = new Map(files.flatMap((file) => readPackage(file, byPath.get(getOperationsPath(file)))));
  const edges = [...packages.values()].map(({ edge }) => edge);
  return placeEdges(edges, getNamedStates(files)).flatMap(({ edge, problem, ...placed }) => {
    const found = packages.get(edge.id);
    if (found === undefined) return [];
    const complaint = found.problem ?? problem;
    return [
      {
        ...readPrismaOperations(found.operations),
        ...{ id: edge.id, path: found.operations.path, isOrderedByContent: true },
        ...placed,
        ...(complaint !== undefined && { problem: complaint }),
      },
    ];
  });
}

interface Package {
  readonly edge: PrismaEdge;
  readonly operations: MigrationFile;
  readonly problem?: string;
}

function getOperationsPath({ path }: MigrationFile): string {
  return path.replace(/migration\.json$/, "ops.json");
}

function readPackage(
  file: MigrationFile,
  operations: MigrationFile | undefined,
): (readonly [string, Package])[] {
  const id = MANIFEST.exec(file.path)?.[1];
  if (id === undefined) return [];
  const parsed = createManifestSchema().safeParse(readJson(file));
  if (!parsed.success)
    throw new UserError(
      `${file.file} is not what Prisma writes: ${loadZod().prettifyError(parsed.error)}\nRun the migration.ts beside it again.`,
    );
  if (operations === undefined)
    throw new UserError(`${file.file} has no ops.json beside it: run the migration.ts beside it again.`);
  const { from, to, createdAt, migrationHash } = parsed.data;
  const hash = normalizeHash(migrationHash);
  const edge = { id, from: normalizeHash(from), to: normalizeHash(to), createdAt, hash };
  const isSame = getHash(readJson(file), readJson(operations)) === hash;
  const problem =
    "its migrationHash is not that of its files, and Prisma refuses it: run its migration.ts again";
  return [[id, isSame ? { edge, operations } : { edge, operations, problem }]];
}

/** `computeMigrationHash` in hash.ts there. */
function getHash(manifest: unknown, operations: unknown): string {
  const { migrationHash: _, ...rest } = loadZod().looseObject({}).parse(manifest);
  const parts = [rest, operations].map((part) => hashText(JSON.stringify(sortKeys(part))));
  return hashText(JSON.stringify(parts));
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

function getNamedStates(files: readonly MigrationFile[]): ReadonlySet<string> {
  const z = loadZod();
  const refSchema = z.object({ hash: z.string() });
  const refs = files.filter(({ path }) => REF.test(path));
  return new Set(
    refs.flatMap((file) => {
      const parsed = refSchema.safeParse(readJson(file));
      return parsed.success ? [normalizeHash(parsed.data.hash)] : [];
    }),
  );
}
