import type { DirFacts } from "./migration-format.js";

/** By what a tool's scripts are known. */
export interface ScriptClues {
  /** The files that the tool would run; paths are relative to the directory. */
  isScript(path: string): boolean;
  /** npm packages of the tool: scripts import types and builders from them, and a package that runs scripts depends on one. */
  readonly packages: readonly string[];
  /** What a script that imports nothing says of its tool, such as the name of its parameter. */
  readonly hint: RegExp;
}

const EXPORTS_UP = /\bup\b/;
/** More than plain SQL beside the scripts has, less than a file that only one tool writes. */
const [LEAST, MOST] = [1.5, 2.9];
const BY_PACKAGE = 1.1;
/** Runners that run nobody else's scripts, though a package that has one may build its queries with a tool that has migrations, too. */
const OTHER_RUNNERS = ["db-migrate", "migrate", "migrate-mongo", "postgrator", "postgres-migrations", "marv"];

/**
 * How surely scripts are a tool's, for `MigrationFormat.getScore`: by how many of them say so, and else by what their package depends on,
 * which settles draws, too.
 */
export function getScriptScore(facts: DirFacts, { isScript, packages, hint }: ScriptClues): number {
  const texts = facts.paths.filter(isScript).flatMap((path) => facts.readText(path) ?? []);
  const mark = new RegExp(`["'](?:${packages.join("|")})(?:/[^"']*)?["']`);
  const telling = texts.filter((text) => mark.test(text) || hint.test(text)).length;
  const hasPackage = packages.some((name) => facts.packages.has(name));
  if (telling > 0) return LEAST + (MOST - LEAST) * (telling / texts.length) + (hasPackage ? 0.05 : 0);
  const hasOther = OTHER_RUNNERS.some((name) => facts.packages.has(name) && !packages.includes(name));
  return hasPackage && !hasOther && texts.some((text) => EXPORTS_UP.test(text)) ? BY_PACKAGE : 0;
}
