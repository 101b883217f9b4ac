import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildPackage } from "../support/build-package.js";

let folder = "";
let bin = "";
let cache = "";
let runs = 0;

/** The command as it is published, and repos that take it a while. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-interrupt-"));
  buildPackage(folder);
  bin = join(folder, "dist/src/bin.js");
  for (let index = 0; index < REPOS; index++) writeRepo(`repo-${index}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  cache = join(folder, `cache-${runs++}`);
});

const REPOS = 10;

function writeRepo(name: string): void {
  const root = join(folder, name);
  mkdirSync(join(root, "src"), { recursive: true });
  for (let index = 0; index < 40; index++) {
    const query = `db.query("select name, ${index} from users where id = $1")`;
    writeFileSync(join(root, `src/file-${index}.ts`), `export const read = (db) => [${query}, ${query}];\n`);
  }
  const identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  const git = (...args: readonly string[]) => execFileSync("git", [...identity, ...args], { cwd: root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "Work");
}

/** A manifest's folder, with those repos and perhaps another one. */
function writeHome(...others: readonly object[]): string {
  const root = mkdtempSync(join(folder, "home-"));
  const repos = Array.from({ length: REPOS }, (_, index) => ({
    name: `repo-${index}`,
    ...(index % 2 ? { path: `../repo-${index}` } : { url: `file://${folder}/repo-${index}` }),
  }));
  const changes = { name: { kind: "column", old: "users.name", owner: "@acme", sunset: "2027-01-01" } };
  const manifest = { repos: [...repos, ...others], changes };
  writeFileSync(join(root, "expand-contract.json"), JSON.stringify(manifest));
  return root;
}

function start(home: string, cacheFolder = cache): ChildProcess {
  const args = [
    bin,
    "scan",
    "--repos",
    "--format",
    "json",
    "--cache-dir",
    cacheFolder,
    "--today",
    "2026-08-09",
  ];
  return spawn(process.execPath, args, { cwd: home, stdio: "pipe" });
}

/** What a process says until its end. */
async function collect(child: ChildProcess) {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const exit = await new Promise((resolve) => child.once("close", resolve));
  return { exit, stdout, stderr };
}

async function waitFor(isThere: () => boolean): Promise<void> {
  while (!isThere()) await setTimeout(1);
}

function listFiles(root: string): string[] {
  return existsSync(root) ? readdirSync(root, { recursive: true, encoding: "utf8" }) : [];
}

const INTERRUPTED = { exit: 130, stdout: "", stderr: "Interrupted.\n" };

describe("Ctrl-C", () => {
  let undisturbed: Awaited<ReturnType<typeof collect>> | undefined;

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s while repos are scanned leaves a cache with which the next run says what an undisturbed one says",
    async (signal) => {
      const home = writeHome();
      const disturbed = start(home);
      const end = collect(disturbed);
      await waitFor(() => listFiles(join(cache, "scans")).length > 0);
      disturbed.kill(signal);
      expect(await end).toEqual(INTERRUPTED);
      expect(listFiles(cache).filter((name) => name.endsWith(".tmp"))).toEqual([]);
      expect(listFiles(join(cache, "scans")).length).toBeLessThan(REPOS + 1);
      undisturbed ??= await collect(start(home, `${cache}-undisturbed`));
      expect(undisturbed).toMatchObject({ exit: 0, stderr: "" });
      expect(await collect(start(home))).toEqual(undisturbed);
    },
    120_000,
  );

  it("while a server keeps us waiting ends git too", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const home = writeHome({ name: "slow", url: `https://127.0.0.1:${port}/slow.git` });
    const disturbed = start(home);
    const end = collect(disturbed);
    await waitFor(() => sockets.length > 0);
    const hangUp = new Promise((resolve) => sockets[0]?.once("close", resolve).resume());
    disturbed.kill("SIGINT");
    expect(await end).toEqual(INTERRUPTED);
    await hangUp;
    server.close();
    expect(
      listFiles(join(cache, "repos")).filter((name) => /\.(?:lock|tmp)$|\.new-[^/]*$/.test(name)),
    ).toEqual([]);
  });
});
