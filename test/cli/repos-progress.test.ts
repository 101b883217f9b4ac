import { describe, expect, it } from "vitest";
import { createReposProgress } from "../../src/cli/repos-progress.js";
import type { RepoOutcome } from "../../src/repos/repo-outcome.js";

/** What a terminal shows of the few sequences that are written to it. */
class Screen {
  readonly lines: string[] = [""];
  #row = 0;
  #column = 0;

  write(text: string): void {
    for (const [token = ""] of text.matchAll(/\u001B\[\d*[AKJ]|[^]/g)) this.#apply(token);
  }

  #apply(token: string): void {
    const line = this.lines[this.#row] ?? "";
    const up = /\u001B\[(\d+)A/.exec(token)?.[1];
    if (up !== undefined) this.#row -= Number(up);
    else if (token === "\r") this.#column = 0;
    else if (token === "\u001B[K") this.lines[this.#row] = line.slice(0, this.#column);
    else if (token === "\u001B[J") this.#clearBelow(line);
    else if (token === "\n") this.#feed();
    else this.lines[this.#row] = line.slice(0, this.#column) + token + line.slice(++this.#column);
  }

  #clearBelow(line: string): void {
    this.lines[this.#row] = line.slice(0, this.#column);
    this.lines.length = this.#row + 1;
  }

  #feed(): void {
    this.#row += 1;
    this.#column = 0;
    if (this.#row === this.lines.length) this.lines.push("");
  }
}

function start({ columns = 60, isTTY = true, quiet = false, names = ["api", "web", "worker"] } = {}) {
  const screen = new Screen();
  const written: string[] = [];
  let time = 0;
  const write = (text: string) => {
    written.push(text);
    screen.write(text);
  };
  const io = {
    ...{ cwd: "/", env: {}, home: "/", platform: "linux" as const },
    stdout: { write: () => undefined },
    stderr: { write, isTTY, columns },
    now: () => new Date((time += 1000)),
  };
  const progress = createReposProgress(io, { quiet }, names);
  return { progress, screen, written };
}

const job = (name: string) => ({ name, place: { folder: "/" }, mounts: [] });

const STATS = {
  ...{ files: 1, candidates: 0, failedParses: 0, unresolvedImports: 0, receivers: 0, anyReceivers: 0 },
};
const DONE: RepoOutcome = {
  repo: { name: "web", path: "../web" },
  result: { references: [], excluded: [], problems: [], definitionFiles: [], stats: STATS },
};
const FAILED: RepoOutcome = {
  ...{ repo: { name: "web", path: "../web" }, kind: "gone", message: "There is no folder.\nMore." },
};

describe("progress of many repos", () => {
  it("has a line for each repo at work, written over, and one that stays for each that is done", () => {
    const { progress, screen } = start();
    progress.onOpen("web", "opening");
    progress.onOpen("worker", "receiving objects: 12 %");
    expect(screen.lines).toEqual(["web     opening", "worker  receiving objects: 12 %", ""]);
    progress.onStart(job("web"));
    progress.onProgress(job("web"), { done: 100, total: 240 });
    expect(screen.lines).toEqual(["web     100 of 240 files", "worker  receiving objects: 12 %", ""]);
    progress.onEnd("web", DONE);
    expect(screen.lines).toEqual(["web     0 references in 1 file", "worker  receiving objects: 12 %", ""]);
    progress.onEnd("worker", FAILED);
    progress.close();
    expect(screen.lines).toEqual([
      ...["web     0 references in 1 file", "worker  failed: There is no folder."],
      "",
    ]);
  });

  it("cuts what a narrow terminal has no room for, so that each line is one row", () => {
    const { progress, screen } = start({ columns: 24, names: ["a-repo-with-a-very-long-name"] });
    progress.onOpen("a-repo-with-a-very-long-name", "receiving objects: 12 %");
    expect(screen.lines).toEqual(["a-repo…  receiving obj…", ""]);
  });

  it("shows ten lines and how many more there are", () => {
    const names = Array.from({ length: 12 }, (_, index) => `repo-${index}`);
    const { progress, screen } = start({ names });
    for (const name of names) progress.onOpen(name, "opening");
    expect(screen.lines).toHaveLength(12);
    expect(screen.lines.slice(9)).toEqual(["repo-9   opening", "… and 2 more", ""]);
  });

  it("writes each change at once, and clears no line before it is written anew", () => {
    const { progress, written } = start();
    progress.onOpen("web", "opening");
    progress.onOpen("web", "scanning");
    expect(written).toEqual([
      "\rweb     opening\u001B[K\n\u001B[J",
      "\u001B[1A\rweb     scanning\u001B[K\n\u001B[J",
    ]);
  });

  it.each([{ isTTY: false }, { quiet: true }])("says nothing with %o", (options) => {
    const { progress, written } = start(options);
    progress.onOpen("web", "opening");
    progress.onEnd("web", DONE);
    progress.close();
    expect(written).toEqual([]);
  });
});
