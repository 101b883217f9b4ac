import { afterEach, beforeEach, expect, test } from "vitest";
import { openScanCache } from "../../src/scan/scan-cache.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

const getModel = (table: string) =>
  `import { pgTable, text } from "drizzle-orm/pg-core";\nexport const people = pgTable("${table}", { fullName: text("name") });\n`;

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
  repo.write("src/db/people.ts", getModel("users"));
  repo.write("src/db/index.ts", `export { people as members } from "./people.js";\n`);
});
afterEach(() => {
  repo.remove();
});

const NAME = createManifest({ name: { kind: "column", old: "users.name" } });
const scan = () => scanTree(openWorkingTree(repo.root), NAME);

test("a model in code maps the column, wherever it stands", async () => {
  expect(listReferences(await scan())).toEqual(["name src/db/people.ts:2:42 declare"]);
});

test("a table of another name is none", async () => {
  repo.write("src/db/people.ts", getModel("accounts"));
  expect(listReferences(await scan())).toEqual([]);
});

test("with the cache it is where it now stands", async () => {
  const open = () => openScanCache({ folder: repo.path(".cache"), root: repo.root, manifestHash: NAME.hash });
  const cached = () => scanTree(openWorkingTree(repo.root), NAME, { cache: open() });
  await cached();
  repo.write("src/db/people.ts", `\n${getModel("users")}`);
  expect(listReferences(await cached())).toEqual(["name src/db/people.ts:3:42 declare"]);
});
