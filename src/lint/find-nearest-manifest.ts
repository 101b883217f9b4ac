import { existsSync } from "node:fs";
import { findManifest } from "../manifest/find-manifest.js";

interface Found {
  readonly path: string;
  readonly at: number;
}

const byFolder = new Map<string, Found>();

/** Files of one folder are linted one after the other: for this long no nearer manifest is looked for. */
const FRESH_MS = 250;

/** The manifest for the files of a folder, upward from it. `now` is in milliseconds. */
export function findNearestManifest(folder: string, now: number): string | undefined {
  const known = byFolder.get(folder);
  if (known !== undefined && now - known.at < FRESH_MS && existsSync(known.path)) return known.path;
  const path = findManifest(folder);
  if (path === undefined) byFolder.delete(folder);
  else byFolder.set(folder, { path, at: now });
  return path;
}
