import { execFileSync, spawn } from "node:child_process";
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFileAtomically } from "../../src/trees/write-file-atomically.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "expand-contract-"));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

test("creates a file and leaves nothing beside it", async () => {
  await writeFileAtomically(join(dir, "ratchet.json"), "{}\n");
  expect(await readFile(join(dir, "ratchet.json"), "utf8")).toBe("{}\n");
  expect(await readdir(dir)).toEqual(["ratchet.json"]);
});

test("keeps the mode of the file that it replaces", async () => {
  const file = join(dir, "ratchet.json");
  await writeFile(file, "old");
  await chmod(file, 0o640);
  await writeFileAtomically(file, "new");
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

test("writes through a symbolic link", async () => {
  await writeFile(join(dir, "real.json"), "old");
  await symlink("real.json", join(dir, "ratchet.json"));
  await writeFileAtomically(join(dir, "ratchet.json"), "new");
  expect(await readlink(join(dir, "ratchet.json"))).toBe("real.json");
  expect(await readFile(join(dir, "real.json"), "utf8")).toBe("new");
});

test("writes through a symbolic link to a file that is not there yet", async () => {
  await symlink("real.json", join(dir, "ratchet.json"));
  await writeFileAtomically(join(dir, "ratchet.json"), "new");
  expect(await readFile(join(dir, "real.json"), "utf8")).toBe("new");
});

test("says why it can't write, and leaves no temporary file", async () => {
  await mkdir(join(dir, "ratchet.json"));
  await expect(writeFileAtomically(join(dir, "ratchet.json"), "new")).rejects.toThrow(
    `Can't write ${join(dir, "ratchet.json")}: it is a folder. Nothing was changed.`,
  );
  expect(await readdir(dir)).toEqual(["ratchet.json"]);
});

test("names a missing folder", async () => {
  await expect(writeFileAtomically(join(dir, "gone", "ratchet.json"), "new")).rejects.toThrow(
    "no such file or folder",
  );
});

test("a reader finds a whole file however often the writer is killed", async () => {
  const file = join(dir, "ratchet.json");
  const whole = (letter: string) => letter.repeat(3_000_000);
  await writeFile(file, whole("a"));
  const script = await compileWriter();
  for (const delay of [5, 20, 40, 60, 90, 120, 160]) {
    const child = spawn(process.execPath, [script, file], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((done) => child.stdout.once("data", done));
    await new Promise((done) => setTimeout(done, delay));
    child.kill("SIGKILL");
    await new Promise((done) => child.once("close", done));
    const text = await readFile(file, "utf8");
    expect([whole("a"), whole("b")].includes(text)).toBe(true);
  }
});

/** A script that plain Node runs and that writes for ever. */
async function compileWriter(): Promise<string> {
  const root = join(import.meta.dirname, "../..");
  await mkdir(join(dir, "js/trees"), { recursive: true });
  for (const name of ["errors", "trees/write-file-atomically", "trees/explain-system-error"]) {
    const source = await readFile(join(root, "src", `${name}.ts`), "utf8");
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    await writeFile(join(dir, "js", `${name}.js`), outputText);
  }
  await writeFile(join(dir, "package.json"), `{ "type": "module" }`);
  await writeFile(
    join(dir, "writer.js"),
    `import { writeFileAtomically } from "./js/trees/write-file-atomically.js";
    process.stdout.write("ready");
    for (let turn = 0; ; turn++) await writeFileAtomically(process.argv[2], (turn % 2 ? "a" : "b").repeat(3_000_000));`,
  );
  return join(dir, "writer.js");
}

test.skipIf(!canMountTmpfs())("a full disk leaves the old file whole", async () => {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dir]);
  try {
    const file = join(dir, "ratchet.json");
    await writeFile(file, "old");
    await expect(writeFileAtomically(file, "x".repeat(200_000))).rejects.toThrow("no space left on the disk");
    expect(await readFile(file, "utf8")).toBe("old");
    expect(await readdir(dir)).toEqual(["ratchet.json"]);
  } finally {
    execFileSync("umount", [dir]);
  }
});

function canMountTmpfs(): boolean {
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
