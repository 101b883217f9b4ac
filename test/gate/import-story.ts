import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createGitStory, type GitStory } from "./git-story.js";

/** A commit of a story that is told at once: one process writes them all. */
export interface ToldCommit {
  readonly name: string;
  /** Noon UTC of that day. */
  readonly date: string;
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** Default: `main`. */
  readonly branch?: string;
  /** The name of its parent; default: the commit told before. `null` makes it an orphan. */
  readonly from?: string | null;
  /** The name of a second parent. Files are those of the first, with its own. */
  readonly merges?: string;
  /** Light tags. */
  readonly tags?: readonly string[];
  /** Annotated ones, made a year later: a tag's own date says nothing of its commit. */
  readonly annotated?: readonly string[];
}

export interface ImportedStory extends GitStory {
  /** A commit's id by its name. */
  sha(name: string): string;
}

/** A repository with these commits, `main` checked out. */
export function importStory(commits: readonly ToldCommit[]): ImportedStory {
  const story = createGitStory();
  const marks = new Map(commits.map(({ name }, index) => [name, index + 1]));
  const getMark = (name: string) => `:${marks.get(name) ?? 0}`;
  const text = commits.map((commit, index) => {
    const { name, date, branch = "main", files = {}, merges, tags = [], annotated = [] } = commit;
    const from = commit.from === undefined ? commits[index - 1]?.name : (commit.from ?? undefined);
    const who = `Ada <ada@example.com> ${Date.parse(`${date}T12:00:00Z`) / 1000} +0000`;
    const later = `Ada <ada@example.com> ${Date.parse(`${date}T12:00:00Z`) / 1000 + 31_536_000} +0000`;
    return [
      // An orphan of a branch that is there already begins anew.
      ...(from === undefined ? [`reset refs/heads/${branch}\n`] : []),
      `commit refs/heads/${branch}\nmark ${getMark(name)}\ncommitter ${who}\n${getData(name)}`,
      ...(from === undefined ? [] : [`from ${getMark(from)}\n`]),
      ...(merges === undefined ? [] : [`merge ${getMark(merges)}\n`]),
      ...Object.entries(files).map(([path, content]) =>
        content === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${getData(content)}`,
      ),
      ...tags.map((tag) => `\nreset refs/tags/${tag}\nfrom ${getMark(name)}\n`),
      ...annotated.map((tag) => `\ntag ${tag}\nfrom ${getMark(name)}\ntagger ${later}\n${getData(tag)}`),
    ].join("");
  });
  const file = `${story.root}/.git/marks`;
  execFileSync("git", ["fast-import", "--quiet", `--export-marks=${file}`], {
    cwd: story.root,
    input: text.join(""),
  });
  story.git("reset", "-q", "--hard");
  const shas = new Map(
    readFileSync(file, "utf8")
      .split("\n")
      .map((line) => [line.split(" ")[0], line.split(" ")[1]]),
  );
  return { ...story, sha: (name) => shas.get(getMark(name)) ?? "" };
}

function getData(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
