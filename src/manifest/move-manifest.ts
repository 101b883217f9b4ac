import { createHash } from "node:crypto";
import type { Change, Manifest, Target } from "./manifest.js";

/**
 * The manifest as another repo has to read it, in whose tree the manifest's own repo is mounted at a folder, or would be: `./src/color.ts#Color` is the file there, and
 * never one of the other repo. Where nothing is mounted, such a target has no reference.
 */
export function moveManifest(manifest: Manifest, at: string): Manifest {
  return {
    ...manifest,
    // Equal hashes would mean equal findings.
    hash: createHash("sha256").update(`${manifest.hash}\0${at}`).digest("hex"),
    // Each repo has its own migrations, in its own folders.
    migrations: [],
    changes: manifest.changes.map((change) => moveChange(change, at)),
  };
}

function moveChange({ old, replacement, ...change }: Change, at: string): Change {
  return {
    ...change,
    old: moveTarget(old, at),
    ...(replacement && { replacement: moveTarget(replacement, at) }),
  };
}

function moveTarget(target: Target, at: string): Target {
  if (target.kind !== "symbol" || !target.module.startsWith("./")) return target;
  return { ...target, module: `./${at}/${target.module.slice(2)}` };
}
