import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../errors.js";
import { DEFAULT_MAX_AGE_HOURS, type OtherRepos, type UsageFile } from "../gate/drops/other-repos.js";
import { toUsageFile } from "../report/usage-file.js";
import { createOwnRepoTest } from "../repos/repo-identity.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { getWorkFolder, type Session } from "./session.js";
import type { UsageArguments } from "./usage-options.js";

type Arguments = CommonArguments & Partial<UsageArguments>;

/** The manifest's other repos and what `--usage` tells of them. Throws a UserError for a file that can't be read or is none of `scan --repos`. */
export async function readOtherRepos(
  io: Io,
  args: Arguments,
  { root, manifest }: Session,
): Promise<OtherRepos> {
  const maxAgeHours = getMaxAgeHours(args["usage-max-age"]);
  const named = args.usage ?? [];
  if (named.length === 0 && manifest.repos.length === 0) return { names: [], files: [], maxAgeHours };
  const isOwn = await createOwnRepoTest(root);
  const own = new Set(manifest.repos.filter(isOwn).map(({ name }) => name));
  // A path is relative to wherever the scan ran: only a name or a URL tells.
  const isThisRepo = ({ name, url }: Place) => own.has(name) || (url !== undefined && isOwn({ name, url }));
  const files: UsageFile[] = [];
  for (const file of named) files.push(await readUsageFile(io, args, { file, isThisRepo }));
  const names = manifest.repos.map(({ name }) => name).filter((name) => !own.has(name));
  return { names, files, maxAgeHours };
}

interface Place {
  readonly name: string;
  readonly url?: string;
}

interface NamedFile {
  readonly file: string;
  readonly isThisRepo: (place: Place) => boolean;
}

async function readUsageFile(io: Io, args: Arguments, { file, isThisRepo }: NamedFile): Promise<UsageFile> {
  // A schema to load, which most runs do without.
  const { parseScanReport } = await import("../report/parse-scan-report.js");
  const name = file === "-" ? "stdin" : file;
  const json =
    file === "-" ? await readStdin(io) : await readText(resolve(getWorkFolder(io, args), file), file);
  return toUsageFile(name, parseScanReport(json, name), isThisRepo);
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(
      `Can't read --usage ${file}: ${explainSystemError(error)}. Write it: expand-contract scan --repos --format json --output ${file}`,
      { cause: error },
    );
  }
}

async function readStdin({ readStdin: read }: Io): Promise<string> {
  if (read === undefined) throw new UserError("--usage - reads stdin, and there is none. Name a file.");
  return read();
}

const HOURS = { h: 1, d: 24, w: 168 } as const;

function getMaxAgeHours(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MAX_AGE_HOURS;
  const [, count, unit] = /^(\d{1,4})([hdw])$/.exec(text) ?? [];
  if (count !== undefined && (unit === "h" || unit === "d" || unit === "w"))
    return Number(count) * HOURS[unit];
  throw new UserError(
    `--usage-max-age ${text} is no age. Write hours, days or weeks: --usage-max-age 12h, 3d or 1w.`,
  );
}
