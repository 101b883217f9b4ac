import type { CodeOwners, OwnersDialect, OwnersRule } from "./code-owners.js";
import { dropComment, isOwner, splitOwnersLine } from "./owners-line.js";
import { createGitHubTest, createGitLabTest } from "./owners-pattern.js";

/** Reads a CODEOWNERS file as the service does: a line that it can't use is skipped, and none is an error. */
export function parseCodeOwners(text: string, dialect: OwnersDialect): CodeOwners {
  const lines = getLines(text);
  return dialect === "gitlab" ? parseGitLab(lines) : { sections: [lines.flatMap(parseGitHubLine)] };
}

/** True where a line opens a section, which only GitLab has. */
export function hasSections(text: string): boolean {
  return getLines(text).some((line) => parseHeading(line) !== undefined);
}

function getLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function parseGitHubLine(line: string): OwnersRule[] {
  const [pattern, ...owners] = dropComment(splitOwnersLine(line));
  if (pattern === undefined || !owners.every(isOwner)) return [];
  const matches = createGitHubTest(pattern);
  return matches === undefined ? [] : [{ matches, owners, isExclusion: false }];
}

interface Heading {
  readonly name: string;
  readonly owners: readonly string[];
}

/** Sections of one name are one, whatever their case; what stands before the first heading is a section too. */
function parseGitLab(lines: readonly string[]): CodeOwners {
  const sections = new Map<string, OwnersRule[]>([["", []]]);
  let heading: Heading = { name: "", owners: [] };
  for (const line of lines) {
    const opened = parseHeading(line);
    if (opened !== undefined) heading = opened;
    const rules = sections.get(heading.name) ?? [];
    sections.set(heading.name, rules);
    if (opened === undefined) rules.push(parseGitLabLine(line, heading));
  }
  return { sections: [...sections.values()] };
}

/** Inline comments are none: https://docs.gitlab.com/user/project/codeowners/reference/ says that owners in them are parsed. */
function parseGitLabLine(line: string, heading: Heading): OwnersRule {
  const [first = "", ...words] = splitOwnersLine(line);
  if (first.startsWith("!"))
    return { matches: createGitLabTest(first.slice(1)), owners: [], isExclusion: true };
  // Words that are no owners are ignored, but a line that has any does not take the section's own.
  const owners = words.length > 0 ? words.filter(isOwner) : heading.owners;
  return { matches: createGitLabTest(first), owners, isExclusion: false };
}

/** `[Docs]`, `^[Docs]`, `[Docs][2] @docs`; undefined for any other line, one with an open bracket too. */
function parseHeading(line: string): Heading | undefined {
  const bare = line.startsWith("^") ? line.slice(1) : line;
  const end = bare.indexOf("]");
  if (!bare.startsWith("[") || end === -1) return undefined;
  const rest = bare.slice(end + 1);
  const isCounted = rest.startsWith("[");
  const countEnd = rest.indexOf("]");
  const isEnded = rest === "" || rest.startsWith(" ") || rest.startsWith("\t");
  if (isCounted ? countEnd === -1 : !isEnded) return undefined;
  const owners = splitOwnersLine(isCounted ? rest.slice(countEnd + 1) : rest).filter(isOwner);
  return { name: bare.slice(1, end).trim().toLowerCase(), owners };
}
