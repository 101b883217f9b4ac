import { spawn } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
});
afterEach(() => {
  opening.remove();
  source.remove();
});

const FILES = Array.from({ length: 150 }, (_, index) => `src/f${index}.ts`);

/** Other content each time, so that there is something to fetch. */
function commitTurn(turn: number): string {
  for (const file of FILES) source.write(file, `export const turn = ${turn}; // ${file}\n`.repeat(50));
  return source.commit();
}

test("a run that is killed half-way leaves what the next one uses or replaces", async () => {
  const script = compileOpener();
  const url = `file://${source.root}`;
  for (const [turn, delay] of [20, 40, 60, 90, 150].entries()) {
    const commit = commitTurn(turn);
    const child = spawn(process.execPath, [script, url, opening.cacheFolder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((done) => child.stdout.once("data", done));
    await new Promise((done) => setTimeout(done, delay));
    child.kill("SIGKILL");
    await new Promise((done) => child.once("close", done));
    const opened = await opening.open({ url });
    expect(opened).toMatchObject({ commit, skipped: [] });
    expect("texts" in opened && Object.keys(opened.texts)).toHaveLength(FILES.length);
    expect(opening.listMirrors()).toHaveLength(1);
  }
});

/** A script that plain Node runs: it opens a repo, again and again. */
function compileOpener(): string {
  const root = join(import.meta.dirname, "../..");
  const folder = opening.root;
  const sources = ["errors.ts", ...["manifest", "repos", "trees"].flatMap((name) => listSources(root, name))];
  for (const file of sources) {
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(readFileSync(join(root, "src", file), "utf8"), {
      compilerOptions,
    });
    const target = join(folder, "js", file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "opener.js"),
    `import { openRepo } from "./js/repos/open-repo.js";
    process.stdout.write("ready");
    const [url, cacheFolder] = process.argv.slice(2);
    for (;;) await openRepo({ name: "web", url }, { root: "/", cacheFolder, env: process.env });`,
  );
  return join(folder, "opener.js");
}

function listSources(root: string, name: string): string[] {
  return readdirSync(join(root, "src", name))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${name}/${file}`);
}
