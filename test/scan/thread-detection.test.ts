import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const MANY = 450;

const repo = new TemporaryRepo();
/** The package as it is published. */
const home = new TemporaryRepo();

/** A repository with more files than one thread looks into. */
beforeAll(() => {
  repo.init();
  repo.write(
    "expand-contract.json",
    JSON.stringify({
      migrations: [{ dir: "db/migrations" }],
      changes: {
        name: { kind: "column", old: "users.name", owner: "@acme/team", sunset: "2099-12-31" },
        dsn: { kind: "config", old: "LEGACY_DSN", owner: "@acme/team", sunset: "2099-12-31" },
      },
    }),
  );
  repo.write("db/migrations/0001_users.sql", "CREATE TABLE users (id int, name text);\n");
  repo.write("db/migrations/0002_people.sql", "CREATE VIEW people AS SELECT name FROM users;\n");
  repo.write("src/broken.ts", "process.env.LEGACY_DSN;\nconst a = ;\n");
  for (let index = 0; index < MANY; index++)
    repo.write(
      `src/file-${index}.ts`,
      index % 5 === 0
        ? `export const find = (db) => db.query("select id, name from users where id = $1", [${index}]);\n`
        : `export const value = ${index};\n`,
    );
  symlinkSync(join(ROOT, "node_modules"), home.path("node_modules"));
  copyFileSync(join(ROOT, "package.json"), home.path("package.json"));
  const build = ["-p", join(ROOT, "tsconfig.build.json"), "--noCheck", "--outDir", home.path("dist")];
  execFileSync(process.execPath, [TSC, ...build]);
}, 60_000);
afterAll(() => {
  repo.remove();
  home.remove();
});

test("another thread finds what this one finds, and what is wrong with files", async () => {
  const text = readFileSync(repo.path("expand-contract.json"), "utf8");
  const here = await scanTree(openWorkingTree(repo.root), parseManifest(text, "expand-contract.json"));
  home.write(
    "scan.mjs",
    `import { parseManifest } from "./dist/src/manifest/parse-manifest.js";
    import { canStartThread } from "./dist/src/scan/detection/thread-detection.js";
    import { scanTree } from "./dist/src/scan/scan-tree.js";
    import { openWorkingTree } from "./dist/src/trees/working-tree.js";
    const manifest = parseManifest(${JSON.stringify(text)}, "expand-contract.json");
    if (!canStartThread()) throw new Error("no thread");
    console.log(JSON.stringify(await scanTree(openWorkingTree(${JSON.stringify(repo.root)}), manifest)));`,
  );
  const output = execFileSync(process.execPath, [home.path("scan.mjs")]);
  const there: unknown = JSON.parse(output.toString());
  expect(there).toEqual(JSON.parse(JSON.stringify(here)));
  expect(here.references).toHaveLength(MANY / 5 + 1);
  expect(here.problems).toMatchObject([{ file: "src/broken.ts", isFatal: true }]);
});
