import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "../../src/cli/main.js";

/** A page whose commands are run: what it shows must be what they say. */
export interface PageRun {
  /** The page with what its commands really said. */
  readonly text: string;
  /** Commands whose exit code is not the one that the page says, as `npx … : 1 and not 0`. */
  readonly wrongExits: readonly string[];
}

interface Clock {
  /** `YYYY-MM-DD` */
  day: string;
}

/**
 * Runs a page in a folder, from top to bottom. `<!-- day: 2026-06-01 -->` sets the clock, of git too; `<!-- exit: 1 -->` says how the next command ends, if not by 0;
 * a fence with a path after its language is a file to write; a `diff` is applied; in `console` each line after `$ ` is run and what follows is its output.
 */
export async function runPage(page: string, folder: string): Promise<PageRun> {
  const clock: Clock = { day: "2026-01-01" };
  const wrongExits: string[] = [];
  const shown: string[] = [];
  let expectedExit = 0;
  for (const part of splitPage(page)) {
    if (typeof part === "string") {
      const [, key, value] = /^<!-- (day|exit): (\S+) -->$/.exec(part) ?? [];
      if (key === "day") clock.day = value ?? clock.day;
      if (key === "exit") expectedExit = Number(value);
      shown.push(part);
      continue;
    }
    const { info, lines } = part;
    const [language, path] = info.split(" ");
    if (path !== undefined) write(join(folder, path), `${lines.join("\n")}\n`);
    else if (language === "diff") applyDiff(folder, `${lines.join("\n")}\n`);
    const told: string[] = [];
    for (const command of language === "console" ? getCommands(lines) : []) {
      const { output, exit } = await runLine(command, folder, clock);
      if (exit !== expectedExit) wrongExits.push(`${command}: ${exit} and not ${expectedExit}`);
      expectedExit = 0;
      told.push(`$ ${command}`, ...(output === "" ? [] : output.replace(/\n$/, "").split("\n")));
    }
    shown.push(`\`\`\`${info}`, ...(language === "console" ? told : lines), "```");
  }
  return { text: shown.join("\n"), wrongExits };
}

interface Fence {
  readonly info: string;
  readonly lines: readonly string[];
}

/** Lines outside of fences, and fences. */
function splitPage(page: string): (string | Fence)[] {
  const parts: (string | Fence)[] = [];
  let fence: { info: string; lines: string[] } | undefined;
  for (const line of page.split("\n")) {
    if (fence === undefined && line.startsWith("```")) fence = { info: line.slice(3), lines: [] };
    else if (fence !== undefined && line === "```") {
      parts.push(fence);
      fence = undefined;
    } else if (fence === undefined) parts.push(line);
    else fence.lines.push(line);
  }
  return parts;
}

function getCommands(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function applyDiff(folder: string, diff: string): void {
  execFileSync("git", ["apply", "--unidiff-zero", "--recount", "-"], { cwd: folder, input: diff });
}

interface Ended {
  readonly output: string;
  readonly exit: number;
}

const OWN = "npx expand-contract ";

async function runLine(command: string, folder: string, { day }: Clock): Promise<Ended> {
  if (command.startsWith(OWN)) return runOwn(splitWords(command.slice(OWN.length)), folder, day);
  const date = `${day}T09:00:00Z`;
  const person = { NAME: "Ada", EMAIL: "ada@example.com", DATE: date };
  const identity = ["AUTHOR", "COMMITTER"].flatMap((role) =>
    Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  );
  const env = { ...process.env, ...Object.fromEntries(identity), GIT_CONFIG_GLOBAL: "/dev/null" };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", command], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { output: stdout + stderr, exit: status ?? 1 };
}

/** As a shell would. */
function splitWords(text: string): string[] {
  return execFileSync("bash", ["-c", `printf '%s\\0' ${text}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

async function runOwn(argv: readonly string[], folder: string, day: string): Promise<Ended> {
  let output = "";
  const stream = { write: (text: string) => (output += text), columns: 120 };
  const exit = await main(argv, {
    cwd: folder,
    env: { XDG_CACHE_HOME: `${folder}.cache` },
    home: folder,
    platform: "linux",
    stdout: stream,
    stderr: { ...stream, columns: 120 },
    now: () => new Date(`${day}T12:00:00Z`),
  });
  return { output, exit };
}
