import { BrokenFileError } from "../../errors.js";
import type { Manifest } from "../../manifest/manifest.js";
import { isOfMigrations } from "../../migrations/find-dirs.js";
import type { PathFilter } from "../../trees/tree.js";
import type { GateInput } from "../gate-input.js";
import { parseOwnManifest } from "../refs/parse-own-manifest.js";
import { readMigrationFiles } from "./read-migration-files.js";
import type { GitRepo } from "../refs/repo.js";
import type { ScannedTrees } from "../scanned-trees.js";

export interface OwnMigrationsPlace {
  readonly trees: ScannedTrees;
  readonly git: GitRepo;
  readonly input: Pick<GateInput, "manifest" | "manifestPath">;
}

/** Which files of a commit were migrations by what its own manifest says: head's knows nothing of folders that were renamed since. */
export async function findOwnMigrations(
  sha: string,
  { trees, git, input }: OwnMigrationsPlace,
): Promise<PathFilter> {
  const manifest = await readOwnManifest(sha, { git, input });
  const { dirs, files } = await readMigrationFiles(await trees.open(sha), manifest?.migrations ?? []);
  const paths = new Set(files.map(({ path }) => path));
  return (path) => paths.has(path) || isOfMigrations(dirs, path);
}

/** Undefined where there was none yet, or a broken one. */
async function readOwnManifest(
  sha: string,
  { git, input }: Pick<OwnMigrationsPlace, "git" | "input">,
): Promise<Manifest | undefined> {
  const { manifestPath } = input;
  // A manifest that stands outside of the repo has no history there.
  const text = manifestPath.startsWith("../") ? undefined : await git.findText(sha, manifestPath);
  if (text === undefined) return undefined;
  try {
    return await parseOwnManifest(text, manifestPath, input.manifest);
  } catch (error) {
    if (error instanceof BrokenFileError) return undefined;
    throw error;
  }
}
