import { findMigrationDirs, isDirEvidence } from "../migrations/find-dirs.js";
import { type SettledDir, settleDirs } from "../migrations/settle-dirs.js";
import { getDependencies } from "../modules/package-json.js";
import { findCodeOwners } from "../owners/find-code-owners.js";
import { isPackageJson } from "../scan/file-kind.js";
import { loadPostgres } from "../sql/postgres-parser.js";
import { runGit } from "../trees/git-process.js";
import type { Surroundings } from "../trees/surroundings.js";
import type { Tree } from "../trees/tree.js";
import { findCi } from "./find-ci.js";
import { findDeployedHint, type GitNames } from "./find-deployed-hint.js";
import { findLintConfig, isLintConfigPath } from "./find-eslint-config.js";
import { findHooks } from "./find-hooks.js";
import { findPackageManager } from "./package-manager.js";
import { findSchemaPath } from "./find-schema-path.js";
import { isOwnFile } from "./own-files.js";
import type { RepoProfile } from "./repo-profile.js";

export interface ProfileSource {
  readonly root: string;
  readonly tree: Tree;
  readonly around: Surroundings;
}

/** Looks at a repository; changes nothing. Throws a UserError for a package.json that can't be read. */
export async function readProfile({ root, tree, around }: ProfileSource): Promise<RepoProfile> {
  const manager = findPackageManager(around);
  const { folder, isGit } = await readGitPlace(root);
  const { migrations, models, packageCount, lintFolders } = await readTree(tree);
  const hooks = findHooks(around);
  // Where packages have their own, the first one shows the form.
  const lint = findLintConfig(around) ?? findLintConfig({ ...around, levels: lintFolders });
  const top = around.levels.at(-1) ?? "";
  const owners = await findCodeOwners({
    has: (path) => around.has(top + path),
    read: (path) => around.readText(top + path),
  });
  const deployed = isGit ? findDeployedHint(await readGitNames(root)) : undefined;
  return {
    ...{ folder, isGit, manager, packageCount, models, migrations, ci: findCi(around) },
    ...(hooks && { hooks }),
    ...(lint && { lint }),
    ...(owners && { ownersFile: top + owners.file }),
    ...(deployed && { deployed }),
    schemaPath: findSchemaPath(around, manager),
    hasMergeDriver: isGit && (await askGit(root, ["config", "merge.expand-contract.driver"])) !== "",
  };
}

async function readGitPlace(root: string): Promise<Pick<RepoProfile, "folder" | "isGit">> {
  const { status, stdout } = await runGit(root, ["rev-parse", "--show-prefix"]);
  const folder = stdout.toString().trim().replace(/\/$/, "");
  return { folder, isGit: status === 0 };
}

async function readGitNames(root: string): Promise<GitNames> {
  const tags = await askGit(root, [
    ...["for-each-ref", "--sort=-creatordate", "--count=500"],
    ...["--format=%(refname:strip=2) %(creatordate:short)", "refs/tags"],
  ]);
  const branches = await askGit(root, ["for-each-ref", "--format=%(refname:strip=2)", "refs/remotes"]);
  return {
    tags: getLines(tags).map((line) => {
      const [name = "", date = ""] = line.split(" ");
      return { name, date };
    }),
    remoteBranches: getLines(branches),
  };
}

/** Empty where git has no answer. */
async function askGit(root: string, args: readonly string[]): Promise<string> {
  const { status, stdout } = await runGit(root, args);
  return status === 0 ? stdout.toString().trim() : "";
}

function getLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** By package; the first found of a name counts. */
const MODELS: readonly (readonly [packageName: string, name: string])[] = [
  ["@prisma/client", "Prisma"],
  ["prisma", "Prisma"],
  ["drizzle-orm", "Drizzle"],
  ["typeorm", "TypeORM"],
  ["@mikro-orm/core", "MikroORM"],
  ["sequelize", "Sequelize"],
  ["kysely", "Kysely"],
  ["knex", "Knex"],
];

interface TreeFacts extends Pick<RepoProfile, "migrations" | "models" | "packageCount"> {
  /** Folders below the root in which ESLint is configured: `apps/web/`. */
  readonly lintFolders: readonly string[];
}

async function readTree(tree: Tree): Promise<TreeFacts> {
  const { entries } = await tree.list();
  const found = findMigrationDirs(
    entries.map(({ path }) => path),
    [],
  );
  const isOwnPackage = (path: string) => isPackageJson(path) && isOwnFile(path);
  const wanted = entries.filter(({ path }) => isOwnPackage(path) || isDirEvidence(found, path));
  const files: { readonly path: string; readonly text: string }[] = [];
  for await (const [{ path }, text] of tree.read(wanted)) if (text !== undefined) files.push({ path, text });
  const packages = files.filter(({ path }) => isOwnPackage(path));
  const dependencies = new Set(packages.flatMap(({ text }) => getDependencies(text)));
  const models = MODELS.flatMap(([name, orm]) => (dependencies.has(name) ? [orm] : []));
  return {
    migrations: await settle(found, files),
    models: [...new Set(models)],
    lintFolders: entries.flatMap(({ path }) =>
      isLintConfigPath(path) && isOwnFile(path) ? [path.slice(0, path.lastIndexOf("/") + 1)] : [],
    ),
    packageCount: packages.length,
  };
}

type FoundDirs = Parameters<typeof settleDirs>[0];
type RepoFiles = Parameters<typeof settleDirs>[1];

/** Which dialect a script is in, only a parser tells. */
async function settle(found: FoundDirs, files: RepoFiles): Promise<readonly SettledDir[]> {
  if (found.length === 0) return [];
  await loadPostgres();
  return settleDirs(found, files);
}
