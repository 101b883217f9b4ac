import { existsSync } from "node:fs";
import { join } from "node:path";
import { getOwners } from "../owners/code-owners.js";
import { findCodeOwners, type OwnersSource } from "../owners/find-code-owners.js";
import type { ReportContext } from "../report/reporter.js";
import { decodeText } from "../trees/decode-text.js";
import { Disk } from "../trees/disk.js";

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

function openSource(top: string): OwnersSource {
  const disk = new Disk(top);
  return {
    has: (path) => existsSync(join(top, path)),
    read: (path) =>
      disk.inspect(path).type === "file" ? (decodeText(disk.readBytes(path)) ?? "") : undefined,
  };
}
