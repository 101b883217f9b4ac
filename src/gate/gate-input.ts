import type { Manifest } from "../manifest/manifest.js";
import { parseRatchet } from "../ratchet/parse-ratchet.js";
import type { Ratchet } from "../ratchet/ratchet-file.js";
import type { OperationsCache } from "../scan/operations-cache.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { Tree } from "../trees/tree.js";
import type { Env } from "./refs/ci-target.js";
import type { OtherRepos } from "./drops/other-repos.js";
import type { GitRepo } from "./refs/repo.js";

/** What `runGate` works with; everything that touches disk, git or clock is handed in. Paths are POSIX and relative to the root. */
export interface GateInput {
  readonly manifest: Manifest;
  /** `expand-contract.json`: read at the base too. */
  readonly manifestPath: string;
  /** `ratchet.json`: read at the base too. */
  readonly ratchetPath: string;
  /** Its text at head; absent when there is none. */
  readonly ratchetText?: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** `--base` */
  readonly base?: string;
  /** See `BaseQuestion`. */
  readonly merged?: readonly string[];
  readonly env: Env;
  /** Absent outside of git. */
  readonly git?: GitRepo;
  /** The manifest's other repos, and what `--usage` tells of them. */
  readonly others: OtherRepos;
  /** Opens head, or the commit of that full id. The gate closes it. */
  openTree(ref: string): Promise<Tree>;
  /** Scans a tree with the manifest of head. */
  scan(tree: Tree): Promise<ScanResult>;
  /** What migrations were found to do before. */
  readonly operations: OperationsCache;
}

/** The baseline at head; undefined where there is none. Throws a UserError for one that is broken. */
export function getRatchet({ ratchetText, ratchetPath }: GateInput): Ratchet | undefined {
  return ratchetText === undefined ? undefined : parseRatchet(ratchetText, ratchetPath);
}

/** The `ref` of `openTree` that means head: the files on disk, or what is staged where that is judged. */
export const WORKING_TREE = "worktree";
