import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Puts the package into a folder as `npm run build` makes it, with the dependencies that it has here. */
export function buildPackage(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const rolldown = join(ROOT, "node_modules/rolldown/bin/cli.mjs");
  const build = [rolldown, "-c", "--logLevel", "silent", "--dir", join(folder, "dist")];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: "ignore" });
}
