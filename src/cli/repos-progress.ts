import { isCountedRepo, type RepoOutcome } from "../repos/repo-outcome.js";
import { countOf } from "../report/style.js";
import type { ScanJob } from "../repos/scan-job.js";
import type { ScanProgress } from "../scan/scan-tree.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

/** What a scan of many repos tells while it is at work. */
export interface ReposProgress {
  onOpen(repo: string, text: string): void;
  onStart(job: ScanJob): void;
  onProgress(job: ScanJob, progress: ScanProgress): void;
  onEnd(repo: string, outcome: RepoOutcome): void;
  /** Takes the lines that are still written over away. */
  close(): void;
}

const NO_PROGRESS: ReposProgress = {
  onOpen: () => undefined,
  onStart: () => undefined,
  onProgress: () => undefined,
  onEnd: () => undefined,
  close: () => undefined,
};

const REDRAW_MS = 80;
/** A terminal has more rows; the rest is a number. */
const MAX_LINES = 10;

/** A line for each repo at work, written over, and one that stays for each that is done. None where stderr is no terminal. */
export function createReposProgress(
  io: Io,
  { quiet }: Pick<CommonArguments, "quiet">,
  names: readonly string[],
): ReposProgress {
  const { stderr } = io;
  if (quiet || !stderr.isTTY) return NO_PROGRESS;
  const width = Math.max(20, (stderr.columns ?? 80) - 1);
  const nameWidth = Math.min(30, Math.floor(width / 3), Math.max(...names.map((name) => name.length), 1));
  const active = new Map<string, string>();
  let done: string[] = [];
  let drawn = 0;
  let lastDraw = 0;
  const formatLine = (name: string, text: string) =>
    cut(`${cut(name, nameWidth).padEnd(nameWidth)}  ${text}`, width);
  const draw = () => {
    const shown = [...active].slice(0, MAX_LINES).map(([name, text]) => formatLine(name, text));
    const hidden = active.size - shown.length;
    const lines = [...shown, ...(hidden > 0 ? [cut(`… and ${hidden} more`, width)] : [])];
    const up = drawn > 0 ? `\u001B[${drawn}A` : "";
    // All in one write, each line over its old self: nothing is ever blank, so nothing flickers.
    stderr.write(`${up}\r${[...done, ...lines].map((line) => `${line}\u001B[K\n`).join("")}\u001B[J`);
    done = [];
    drawn = lines.length;
    lastDraw = io.now().getTime();
  };
  const redraw = () => {
    if (io.now().getTime() - lastDraw >= REDRAW_MS) draw();
  };
  const show = (name: string, text: string) => {
    active.set(name, text);
    redraw();
  };
  return {
    onOpen: (name, text) => show(name, text),
    onStart: ({ name }) => show(name, "scanning"),
    onProgress: ({ name }, progress) => show(name, `${progress.done} of ${progress.total} files`),
    onEnd: (name, outcome) => {
      active.delete(name);
      done.push(formatLine(name, describe(outcome)));
      redraw();
    },
    close: () => {
      active.clear();
      if (drawn > 0 || done.length > 0) draw();
    },
  };
}

function describe(outcome: RepoOutcome): string {
  if (!isCountedRepo(outcome)) return `failed: ${outcome.message.split("\n")[0] ?? ""}`;
  const { references, stats } = outcome.result;
  return `${countOf(references.length, "reference")} in ${countOf(stats.files, "file")}`;
}

/** On one row: what servers say may hold anything. */
function cut(said: string, width: number): string {
  const text = said.replaceAll(/\p{Cc}+/gu, " ");
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
