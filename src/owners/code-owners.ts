/** Whose rules a file follows. Bitbucket's are those of GitHub, as far as they say who owns a file. */
export type OwnersDialect = "github" | "gitlab";

/** One line that names files: the last one of a section that matches a file says who owns it. */
export interface OwnersRule {
  readonly matches: (path: string) => boolean;
  /** Empty: the files are nobody's, whatever stands above. */
  readonly owners: readonly string[];
  /** GitLab's `!pattern`: the section says nothing of these files, whatever else it says. */
  readonly isExclusion: boolean;
}

/** What a CODEOWNERS file says. Each section speaks for itself; GitHub's files are one section. */
export interface CodeOwners {
  readonly sections: readonly (readonly OwnersRule[])[];
}

/** Owners of a file as the CODEOWNERS file writes them (`@acme/identity`, `ann@example.com`), each once. `path` counts from the repository's top. */
export function getOwners({ sections }: CodeOwners, path: string): readonly string[] {
  return [...new Set(sections.flatMap((rules) => getSectionOwners(rules, path)))];
}

function getSectionOwners(rules: readonly OwnersRule[], path: string): readonly string[] {
  if (rules.some(({ isExclusion, matches }) => isExclusion && matches(path))) return [];
  return rules.findLast(({ isExclusion, matches }) => !isExclusion && matches(path))?.owners ?? [];
}
