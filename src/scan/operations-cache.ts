import { createHash } from "node:crypto";
import type { MigrationBody } from "../migrations/migration-format.js";
import type { Operation } from "../migrations/migration.js";
import { type BodyPlace, readBody } from "../migrations/read-body.js";
import { getCacheFile, readCacheFile, writeCacheFile } from "./cache-file.js";

/** What migrations do, by the text that it was read from: most of them never change. */
export interface OperationsCache {
  /** As `readBody` reads it now, or did before. */
  read(body: MigrationBody, place: BodyPlace): readonly Operation[];
  /** Whether it was read before. */
  has(body: MigrationBody, place: BodyPlace): boolean;
  /** Keeps what was added. */
  write(): void;
}

export interface OperationsCacheOptions {
  /** Folder of all caches. */
  readonly folder: string;
  /** The repo's folder. */
  readonly root: string;
}

type KnownOperations = Record<string, readonly Operation[]>;

// Of a repo with long branches; a migration's operations take about a kilobyte.
const MAX_KNOWN = 10_000;

/** In the file system; for this process only without `options`. The file is read when it is first asked for. */
export function openOperationsCache(options?: OperationsCacheOptions): OperationsCache {
  const file = options && getCacheFile(options.folder, "operations", [options.root]);
  const used = new Set<string>();
  let known: KnownOperations | undefined;
  let isTouched = false;
  const open = () => (known ??= file === undefined ? {} : readKnown(file));
  return {
    read(body, place) {
      if ("operations" in body) return body.operations;
      const key = getKey(body, place);
      used.add(key);
      const all = open();
      const found = all[key];
      if (found !== undefined) return found;
      isTouched = true;
      return (all[key] = readBody(body, place));
    },
    has: (body, place) => "operations" in body || getKey(body, place) in open(),
    write: () => {
      if (isTouched && file !== undefined) writeCacheFile(file, keepUsed(open(), used));
      isTouched = false;
    },
  };
}

function keepUsed(known: KnownOperations, used: ReadonlySet<string>): KnownOperations {
  const entries = Object.entries(known);
  return entries.length <= MAX_KNOWN ? known : Object.fromEntries(entries.filter(([key]) => used.has(key)));
}

/** The file is written whole or not at all, by this version of the code alone. */
function readKnown(file: string): KnownOperations {
  const value = readCacheFile(file);
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is KnownOperations {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nothing else decides what is read: the extension says in which language a script is written. */
function getKey(
  body: Exclude<MigrationBody, { readonly operations: unknown }>,
  { file, dialect = "" }: BodyPlace,
): string {
  const parts = getParts(body, file);
  return createHash("sha256")
    .update([dialect, ...parts].join("\0"))
    .digest("base64");
}

function getParts(body: Exclude<MigrationBody, { readonly operations: unknown }>, file: string): string[] {
  if ("sql" in body) return ["sql", body.sql];
  if ("steps" in body) return ["steps", JSON.stringify(body.steps)];
  return getScriptParts(body, file);
}

function getScriptParts(
  { script }: Extract<MigrationBody, { readonly script: unknown }>,
  file: string,
): string[] {
  const { tool, entry = "", text } = script;
  return [tool, entry, file.slice(file.lastIndexOf(".")), text];
}
