import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { parse } from "jsonc-parser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { runCommand } from "../support/run-command.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo();
});
afterEach(() => {
  repo.remove();
});

const read = (path: string) => readFileSync(repo.path(path), "utf8");

/** A shop in the middle of four changes, which its own code tells. */
function writeShop(): void {
  repo
    .init()
    .write(
      "package.json",
      '{ "name": "shop", "packageManager": "pnpm@10.1.0", "workspaces": ["packages/*"] }\n',
    )
    .write(".github/CODEOWNERS", "* @acme/shop\n/packages/pricing/ @acme/pricing\n")
    .write(
      ".github/workflows/ci.yml",
      "on: [push, pull_request]\njobs:\n  build:\n    steps: [{ run: pnpm build }]\n  quality:\n    steps: [{ run: pnpm lint }]\n",
    )
    .write(".husky/pre-commit", "pnpm test\n")
    .write("eslint.config.js", "export default tseslint.config({ rules: {} });\n")
    .write("packages/pricing/package.json", '{ "name": "@acme/pricing", "main": "src/index.ts" }\n')
    .write("packages/pricing/src/index.ts", 'export { finalPrice, price } from "./price.js";\n')
    .write(
      "packages/pricing/src/price.ts",
      `/** @deprecated use {@link price} instead */
export function finalPrice(): number {
  return 1;
}
export function price(): number {
  return 1;
}
/** @deprecated nobody outside can name it */
function local(): number {
  return 1;
}
export const sum = local();
`,
    )
    .write(
      "src/total.ts",
      'import { finalPrice } from "@acme/pricing";\nexport const total = () => finalPrice();\n',
    )
    .write(
      "prisma/schema.prisma",
      `datasource db {
  provider = "postgresql"
}
model User {
  id       Int     @id
  /// @deprecated use fullName, remove after 2026-12-31
  name     String? @map("name_old")
  fullName String? @map("full_name")
  @@map("users")
}
`,
    )
    .write(
      ".env.example",
      "# Deprecated, use SHOP_DSN\nLEGACY_DSN=postgres://old\nSHOP_DSN=postgres://new\n",
    );
  repo.commit();
}

const SHOP_MANIFEST = `{
  "$schema": "./node_modules/eslint-plugin-expand-contract/schema.json",

  // What serves traffic: a branch, { "ref": "origin/production" }, or the newest of some tags, { "tag": "v*" }.
  // Without it the base branch of a pull request is taken as deployed.
  // "deployed": { "tag": "v*" },

  "changes": {
    // The code says of these that they go. Take the // from one that you mean to finish, and say
    // who sees it through ("owner") and by when nothing uses it any more ("sunset"). Then count it:
    // expand-contract ratchet tighten

    // .env.example:1  Deprecated, use SHOP_DSN
    // 1 reference now: 1 write.
    // "legacy-dsn": {
    //   "kind": "config",
    //   "old": "LEGACY_DSN",
    //   "new": "SHOP_DSN",
    //   "owner": "@acme/shop",
    //   "sunset": "2026-11-07"
    // },

    // packages/pricing/src/price.ts:1  @deprecated use {@link price} instead
    // 2 references now: 1 call, 1 export.
    // "final-price": {
    //   "kind": "symbol",
    //   "old": "@acme/pricing#finalPrice",
    //   "new": "@acme/pricing#price",
    //   "owner": "@acme/pricing",
    //   "sunset": "2026-11-07"
    // },

    // prisma/schema.prisma:6  @deprecated use fullName, remove after 2026-12-31
    // 1 reference now: 1 declare.
    "users-name-old": {
      "kind": "column",
      "old": "users.name_old",
      "new": "users.full_name",
      "owner": "@acme/shop",
      "sunset": "2026-12-31"
    }
  }
}
`;

describe("init in a repository whose code says what goes", () => {
  it("declares what code and CODEOWNERS settle, proposes the rest, and is green at once and for good", async () => {
    writeShop();
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer.stderr).toBe("");
    expect(read("expand-contract.json")).toBe(SHOP_MANIFEST);
    expect(answer.stdout).toBe(`Found:
  packages    pnpm, 2 packages
  lint        eslint.config.js
  ci          .github/workflows/ci.yml, job quality
  hooks       .husky/pre-commit
  owners      .github/CODEOWNERS

wrote  expand-contract.json   1 declared, as the code says who and until when, 2 proposed, as comments
wrote  ratchet.json
wrote  .gitattributes         ratchet.json merge=expand-contract

Next:
  1. Install it:
       pnpm add -D -w eslint-plugin-expand-contract
  2. Read the proposals in expand-contract.json; take the // from those you mean to finish, name their owner, and count them:
       pnpm exec expand-contract ratchet tighten
  3. See it in the editor. In eslint.config.js, as the last argument of tseslint.config(…):
       import expandContract from "eslint-plugin-expand-contract";
       // …
       expandContract.configs.recommended,
  4. Gate every pull request, with the whole history. In .github/workflows/ci.yml, job quality:
       - uses: actions/checkout@v7
         with: { fetch-depth: 0 }
       # …
       - run: pnpm exec expand-contract ratchet
  5. Before each commit, if you like. In .husky/pre-commit:
       pnpm exec expand-contract ratchet --staged
  6. Once in each clone, so that git merges ratchet.json count by count:
       pnpm exec expand-contract ratchet merge-driver --install
`);
    expect(await runCommand(repo.root, ["ratchet"])).toMatchObject({ exit: 0, stderr: "" });
    repo.commit();
    const second = await runCommand(repo.root, ["init"]);
    expect(second.stdout).toContain(
      "kept   expand-contract.json\nkept   ratchet.json\nkept   .gitattributes\n\nAll is there: nothing was written.\n",
    );
    expect(repo.git("status", "--porcelain")).toBe("");
  });

  it("proposes what holds when its comment marks are taken away, by the schema and by the gate", async () => {
    writeShop();
    await runCommand(repo.root, ["init"]);
    repo.write(
      "expand-contract.json",
      read("expand-contract.json").replaceAll(/^ {4}\/\/ (?=["}]| {2}")/gm, "    "),
    );
    const validate = addFormats
      .default(new Ajv({ strict: false }))
      .compile(JSON.parse(readFileSync(new URL("../../schema.json", import.meta.url), "utf8")) as object);
    const manifest: unknown = parse(read("expand-contract.json"), [], { allowTrailingComma: true });
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
    expect(manifest).toHaveProperty(["changes", "final-price", "old"], "@acme/pricing#finalPrice");
    expect((await runCommand(repo.root, ["ratchet", "tighten"])).exit).toBe(0);
    expect((await runCommand(repo.root, ["ratchet"])).exit).toBe(0);
  });

  it("prints with --dry-run what it would write, and writes nothing", async () => {
    writeShop();
    const answer = await runCommand(repo.root, ["init", "--dry-run"]);
    expect(answer.stdout).toContain("would write  expand-contract.json   1 declared");
    expect(answer.stdout).toContain(SHOP_MANIFEST);
    expect(repo.git("status", "--porcelain")).toBe("");
  });
});

describe("init in a repository that says nothing", () => {
  it("says so, and is green", async () => {
    repo
      .init()
      .write("package.json", '{ "name": "a" }\n')
      .write("src/a.ts", "export const a = 1;\n")
      .commit();
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer.exit).toBe(0);
    expect(answer.stdout).toContain("\nNothing to declare: ");
    expect((await runCommand(repo.root, ["ratchet"])).exit).toBe(0);
    expect(parse(read("expand-contract.json"))).toMatchObject({ changes: {} });
  });

  it("has nothing to show with --dry-run where all is there", async () => {
    repo.init().commit();
    await runCommand(repo.path("."), ["init"]);
    const { stdout } = await runCommand(repo.path("."), ["init", "--dry-run"]);
    expect(stdout).toContain("kept         .gitattributes\n\nAll is there: nothing was written.\n");
  });

  it("has a workflow that pushes alone start run for pull requests, which have a target to compare with", async () => {
    const jobs = "jobs:\n  test:\n    steps: [{ run: npm test }]\n";
    repo.init().write(".github/workflows/ci.yml", `on: [push]\n${jobs}`).commit();
    expect((await runCommand(repo.path("."), ["init", "--dry-run"])).stdout)
      .toContain(`with the whole history. In .github/workflows/ci.yml, job test, which pushes alone start: a pull request has the target to compare with:
       on: [push, pull_request]
       # …
       - uses: actions/checkout@v7
`);
    repo.write(".github/workflows/ci.yml", `on: [pull_request]\n${jobs}`);
    expect((await runCommand(repo.path("."), ["init", "--dry-run"])).stdout)
      .toContain(`with the whole history. In .github/workflows/ci.yml, job test:
       - uses: actions/checkout@v7
`);
  });

  it("has lines to paste for a folder with a space in its name", async () => {
    repo
      .init()
      .write(".gitlab-ci.yml", "test: { script: [npm test] }\n")
      .write("package.json", '{ "simple-git-hooks": { "pre-commit": "npm test" } }')
      .write("my $app/package.json", "{}")
      .commit();
    const { stdout } = await runCommand(repo.path("my $app"), ["init", "--dry-run"]);
    const command = 'cd "my \\$app" && npx expand-contract ratchet';
    const script = /script: .*/.exec(stdout)?.[0] ?? "";
    expect(parseYaml(script)).toEqual({ script: [command] });
    const hook = /"simple-git-hooks": .*/.exec(stdout)?.[0] ?? "";
    expect(JSON.parse(`{${hook}}`)).toEqual({ "simple-git-hooks": { "pre-commit": `${command} --staged` } });
  });

  it("names the manifest in each command where it stands elsewhere", async () => {
    repo.init().write("conf/a.ts", "export {};\n").commit();
    const named = await runCommand(repo.root, ["init", "--dry-run", "--manifest", "conf/shop.json"]);
    expect(named.stdout).toContain(" npx expand-contract ratchet tighten --manifest conf/shop.json\n");
    expect(named.stdout).toContain(" npx expand-contract ratchet --manifest conf/shop.json\n");
    const found = await runCommand(repo.root, ["init", "--dry-run", "--manifest", "expand-contract.json"]);
    expect(found.stdout).toContain(" npx expand-contract ratchet\n");
    expect(found.stdout).not.toContain("--manifest");
  });

  it("adds to the end of a .gitattributes, in its own line breaks", async () => {
    repo.init().write(".gitattributes", "*.png binary\r\n*.sql text").commit();
    await runCommand(repo.root, ["init"]);
    expect(read(".gitattributes")).toBe(
      "*.png binary\r\n*.sql text\r\nratchet.json merge=expand-contract\r\n",
    );
  });

  it("keeps a .gitattributes that says it in another way", async () => {
    repo.init().write(".gitattributes", "**/ratchet.json  merge=expand-contract\n").commit();
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer.stdout).toContain("kept   .gitattributes\n");
  });

  it("works outside of git, and says what is missing", async () => {
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer.stdout).toContain("This is no git repository: ");
    expect(existsSync(repo.path(".gitattributes"))).toBe(false);
  });
});

describe("init in a package of a larger repository", () => {
  it("writes for the package, with paths and commands that fit where they are read", async () => {
    repo
      .init()
      .write("pnpm-lock.yaml", "")
      .write("node_modules/eslint-plugin-expand-contract/schema.json", "{}")
      .write(".gitlab-ci.yml", "lint: { script: [pnpm lint] }\n")
      .write("packages/api/package.json", '{ "name": "api" }\n')
      .write("packages/api/web/eslint.config.cjs", "module.exports = [];\n")
      .commit();
    const answer = await runCommand(repo.path("packages/api"), ["init"]);
    expect(read("packages/api/expand-contract.json")).toContain(
      '"$schema": "../../node_modules/eslint-plugin-expand-contract/schema.json"',
    );
    expect(answer.stdout).toContain(`In web/eslint.config.cjs, at the end of the list:
       const expandContract = require("eslint-plugin-expand-contract");
`);
    expect(answer.stdout).toContain("In ../../.gitlab-ci.yml:\n");
    expect(answer.stdout).toContain('script: ["cd packages/api && pnpm exec expand-contract ratchet"]');
    expect(read(".gitattributes")).toBe("ratchet.json merge=expand-contract\n");
  });

  it("keeps to the manifest above it, which is in force there", async () => {
    repo.init().write("expand-contract.json", "{}\n").write("packages/api/package.json", "{}\n").commit();
    const answer = await runCommand(repo.path("packages/api"), ["init"]);
    expect(answer.stdout).toContain("kept   ../../expand-contract.json\n");
    expect(existsSync(repo.path("packages/api/ratchet.json"))).toBe(false);
    expect(existsSync(repo.path("ratchet.json"))).toBe(true);
  });
});

describe("init where something is wrong", () => {
  it("says that a folder stands where the manifest belongs", async () => {
    repo.init();
    mkdirSync(repo.path("expand-contract.json"));
    expect(await runCommand(repo.root, ["init"])).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "expand-contract.json is a folder, where the manifest belongs: move it away, or name another file with --manifest. Nothing was written.\n",
    });
  });

  it("says where package.json is broken, and writes nothing", async () => {
    repo.init().write("package.json", '{ "name": "a",\n  broken }\n');
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    expect(answer.stderr).toContain("package.json:2:3  ");
    expect(existsSync(repo.path("expand-contract.json"))).toBe(false);
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)("writes nothing into a folder that nobody may write to", async () => {
    repo.init();
    chmodSync(repo.root, 0o555);
    const answer = await runCommand(repo.root, ["init"]);
    chmodSync(repo.root, 0o755);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    expect(answer.stderr).toContain("Nothing was changed.");
  });

  it("takes back what it wrote where a later file can't be written", async () => {
    // A link to a folder that does not exist: the manifest can be written, this one can't.
    repo.init();
    repo.git("config", "core.symlinks", "true");
    symlinkSync("nowhere/attributes", repo.path(".gitattributes"));
    const answer = await runCommand(repo.root, ["init"]);
    expect(answer.exit).toBe(2);
    expect(existsSync(repo.path("expand-contract.json"))).toBe(false);
    expect(existsSync(repo.path("ratchet.json"))).toBe(false);
  });
});
