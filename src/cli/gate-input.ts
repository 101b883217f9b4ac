import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { type GateInput, WORKING_TREE } from "../gate/gate-input.js";
import { openRepo } from "../gate/refs/repo.js";
import { RATCHET_NAME } from "../ratchet/ratchet-file.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import { openGitTree } from "../trees/git-tree.js";
import { openWorkingTree } from "../trees/working-tree.js";
import { openOperationsCache } from "../scan/operations-cache.js";
import { findCacheFolder } from "./cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { readOtherRepos } from "./read-other-repos.js";
import { getManifestPath } from "./report-context.js";
import { createScanner } from "./scanner.js";
import type { Session } from "./session.js";
import type { UsageArguments } from "./usage-options.js";

/** Hands the gate what touches disk, git and clock. */
export async function createGateInput(
  io: Io,
  args: CommonArguments & Partial<UsageArguments> & { readonly base: string | undefined },
  session: Session,
): Promise<GateInput> {
  const { root, manifest, today, staged } = session;
  const git = await openRepo(root, { isKnown: staged !== undefined });
  const folder = findCacheFolder(io, args);
  const ratchetText = staged ? await staged.tree.findText(RATCHET_NAME) : readRatchetText(root);
  const head = staged?.index.head;
  const base = args.base ?? (head && "HEAD");
  return {
    manifest,
    manifestPath: getManifestPath(io, args, root),
    ratchetPath: RATCHET_NAME,
    today,
    env: io.env,
    openTree: async (ref) => {
      if (ref === WORKING_TREE) return staged?.tree ?? openWorkingTree(root);
      // What was staged yesterday is what `HEAD` is today: its scan is known by its files.
      return openGitTree(root, ref, { hasFilesState: ref === head });
    },
    scan: createScanner(io, args, { root, manifest }),
    operations: openOperationsCache(folder === undefined ? undefined : { folder, root }),
    others: await readOtherRepos(io, args, session),
    ...(ratchetText === undefined ? {} : { ratchetText }),
    ...(base === undefined ? {} : { base }),
    ...(git === undefined ? {} : { git }),
  };
}

/** Undefined where there is none; unreadable is an error, never the same as missing. */
export function readRatchetText(root: string): string | undefined {
  try {
    return readFileSync(join(root, RATCHET_NAME), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new UserError(`${RATCHET_NAME} can't be read: ${explainSystemError(error)}`, { cause: error });
  }
}
