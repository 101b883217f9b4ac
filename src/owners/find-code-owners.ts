import type { CodeOwners, OwnersDialect } from "./code-owners.js";

/** What of a repository is asked; paths are relative to its top. */
export interface OwnersSource {
  /** Undefined for a file that is not there. */
  read(path: string): string | undefined;
  has(path: string): boolean;
}

export interface FoundCodeOwners extends CodeOwners {
  /** `.github/CODEOWNERS` */
  readonly file: string;
}

/**
 * Where the services look, first found wins: GitHub in `.github/`, at the top and in `docs/`, GitLab at the top, in `docs/` and in
 * `.gitlab/`, Bitbucket in `.bitbucket/`.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-file-location
 * https://docs.gitlab.com/user/project/codeowners/#codeowners-file
 * https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-use-code-owners/
 */
export const CODE_OWNERS_FILES = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
  ".bitbucket/CODEOWNERS",
] as const;

/** Undefined where no service would find a CODEOWNERS file. */
export async function findCodeOwners(source: OwnersSource): Promise<FoundCodeOwners | undefined> {
  for (const file of CODE_OWNERS_FILES) {
    const text = source.read(file);
    if (text === undefined) continue;
    // Two libraries for patterns, which most repositories need not load.
    const { hasSections, parseCodeOwners } = await import("./parse-code-owners.js");
    const dialect = getDialect(file, source, hasSections(text));
    return { file, ...parseCodeOwners(text, dialect) };
  }
  return undefined;
}

/** A file at the top or in `docs/` may be GitHub's or GitLab's, and their patterns differ: `docs/*` is meant at the top or anywhere. */
function getDialect(file: string, source: OwnersSource, isSectioned: boolean): OwnersDialect {
  if (file.startsWith(".gitlab/")) return "gitlab";
  if (file.startsWith(".")) return "github";
  if (isSectioned) return "gitlab";
  return source.has(".gitlab-ci.yml") && !source.has(".github") ? "gitlab" : "github";
}
