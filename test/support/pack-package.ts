import { execFile } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPackage } from "./build-package.js";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** Builds the package into a folder and packs it there, as `npm publish` would; the tarball's path. */
export async function packPackage(folder: string): Promise<string> {
  buildPackage(folder);
  for (const file of ["README.md", "LICENSE", "THIRD_PARTY_LICENSES", "CHANGELOG.md", "schema.json"])
    cpSync(join(ROOT, file), join(folder, file));
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", join(folder, "dist")], {
    cwd: ROOT,
  });
  rmSync(join(folder, "node_modules"));
  await run("npm", ["pack", "--ignore-scripts", "--silent"], { cwd: folder });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`npm pack wrote no tarball into ${folder}`);
  return join(folder, tarball);
}
