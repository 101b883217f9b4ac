import type { SettledDir } from "../migrations/settle-dirs.js";
import type { CiFile } from "./find-ci.js";
import type { DeployedHint } from "./find-deployed-hint.js";
import type { LintConfig } from "./find-eslint-config.js";
import type { Hooks } from "./find-hooks.js";
import type { PackageManager } from "./package-manager.js";

/** What `init` sees of a repository. Paths are relative to the folder of the manifest. */
export interface RepoProfile {
  /** That folder, from the top of the git repository; empty at the top. */
  readonly folder: string;
  readonly isGit: boolean;
  readonly manager: PackageManager;
  /** How many `package.json` there are. */
  readonly packageCount: number;
  readonly models: readonly string[];
  readonly migrations: readonly SettledDir[];
  readonly ci: readonly CiFile[];
  readonly hooks?: Hooks;
  readonly lint?: LintConfig;
  readonly ownersFile?: string;
  readonly deployed?: DeployedHint;
  /** What the manifest's `$schema` says. */
  readonly schemaPath: string;
  /** Whether git asks the merge driver in this clone. */
  readonly hasMergeDriver: boolean;
}
