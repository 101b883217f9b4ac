import { resolve } from "node:path";
import { UserError } from "../errors.js";
import type { Manifest } from "../manifest/manifest.js";
import { openScanCache } from "../scan/scan-cache.js";
import type { ScanResult } from "../scan/scan-result.js";
import { type ScanProgress, scanTree } from "../scan/scan-tree.js";
import type { Tree } from "../trees/tree.js";
import { findCacheFolder } from "./cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { getWorkFolder } from "./session.js";

export type Scanner = (tree: Tree) => Promise<ScanResult>;

export interface ScannerInput {
  readonly root: string;
  readonly manifest: Manifest;
}

/** Scans trees of one repo with one manifest; tells of its progress on a terminal. */
export function createScanner(io: Io, args: CommonArguments, { root, manifest }: ScannerInput): Scanner {
  const folder = findCacheFolder(io, args);
  const typesFrom = findTypesFolder(io, args);
  return async (tree) => {
    const cache =
      folder === undefined ? undefined : openScanCache({ folder, root, manifestHash: manifest.hash });
    const progress = createProgressLine(io, args, tree.name);
    const result = await scanTree(tree, manifest, {
      ...(cache && { cache }),
      ...(typesFrom !== undefined && { typesFrom }),
      ...(progress && { onProgress: progress.show }),
    });
    progress?.clear();
    return result;
  };
}

/** What `--types-from` names. */
export function findTypesFolder(io: Io, args: CommonArguments): string | undefined {
  const folder = args["types-from"];
  return folder === undefined ? undefined : resolve(getWorkFolder(io, args), folder);
}

/** One line that is written over. None where stderr is no terminal. */
function createProgressLine({ stderr }: Io, { quiet }: CommonArguments, name: string) {
  if (quiet || !stderr.isTTY) return undefined;
  return {
    show: ({ done, total }: ScanProgress) => stderr.write(`\r\u001B[K${name}: ${done} of ${total} files`),
    clear: () => stderr.write("\r\u001B[K"),
  };
}

/** For commands that write: a count that can't be trusted must not become a baseline. */
export function failOnFatal({ problems }: ScanResult, consequence: string): void {
  const fatal = problems.filter(({ isFatal }) => isFatal);
  if (fatal.length === 0) return;
  const lines = fatal.map(
    ({ file, line, message }) => `${line === undefined ? file : `${file}:${line}`}  ${message}`,
  );
  throw new UserError(`${lines.join("\n")}\n${consequence}`);
}
