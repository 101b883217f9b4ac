import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { getOwners } from "../owners/code-owners.js";
import { findCodeOwners, type OwnersSource } from "../owners/find-code-owners.js";
import type { Repo } from "../manifest/manifest.js";
import type { ReportContext } from "../report/reporter.js";
import { decodeText } from "../trees/decode-text.js";
import { Disk } from "../trees/disk.js";
import { findRepoTop, getPathPrefix } from "../trees/find-repo-top.js";

export interface OwnersPlace {
  /** The top folder of the repository: patterns of a CODEOWNERS file start there. */
  readonly top: string;
  /** From there to the root, which files of results are relative to: empty, or `packages/api/`. */
  readonly prefix: string;
}

/** Undefined where the repository has no CODEOWNERS file. Throws a UserError for one that can't be read: nobody would own anything. */
export async function findOwnersOf({ top, prefix }: OwnersPlace): Promise<ReportContext["ownersOf"]> {
  const owners = await findCodeOwners(openSource(top));
  if (owners === undefined) return undefined;
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const found = known.get(file) ?? getOwners(owners, `${prefix}${file}`);
    known.set(file, found);
    return found;
  };
}

type OwnersOf = NonNullable<ReportContext["ownersOf"]>;

/** For repos that the manifest names by path. A mirror of a URL is not asked: its files are git's objects, and the scan has closed it. */
export async function findOwnersOfRepos(
  root: string,
  repos: readonly Repo[],
): Promise<ReportContext["ownersOfRepo"]> {
  const byName = new Map<string, OwnersOf>();
  for (const { name, path } of repos) {
    const folder = path === undefined ? undefined : resolve(root, path);
    if (folder === undefined || !existsSync(folder)) continue;
    const top = findRepoTop(folder);
    const ownersOf = await findOwnersOf({ top, prefix: getPathPrefix(top, folder) });
    byName.set(name, ownersOf ?? (() => []));
  }
  return (name) => byName.get(name);
}

function openSource(top: string): OwnersSource {
  const disk = new Disk(top);
  return {
    has: (path) => existsSync(join(top, path)),
    read: (path) =>
      disk.inspect(path).type === "file" ? (decodeText(disk.readBytes(path)) ?? "") : undefined,
  };
}
