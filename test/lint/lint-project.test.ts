import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { getLintProject } from "../../src/lint/lint-project.js";
import { readLintManifest } from "../../src/lint/lint-manifest.js";
import { formatManifest, lintText, writeFiles, writeProject } from "./lint-text.js";

const DSN = { kind: "config", old: "LEGACY_DSN" };
const PRICE = { kind: "symbol", old: "@acme/pricing#finalPrice" };
const MANIFEST = formatManifest({ dsn: DSN });
const TEXT = "export const dsn = process.env.LEGACY_DSN;\n";

function initGit(root: string): void {
  execFileSync("git", ["init", "--quiet"], { cwd: root });
}

/** Whether the linter looks for references in a file, `now` milliseconds after the epoch. */
function mayHaveReferences(root: string, file: string, { text = TEXT, now = Date.now() } = {}): boolean {
  const manifest = readLintManifest(join(root, "expand-contract.json"), now);
  return getLintProject({ manifest, root, now }).mayHaveReferences(file, text);
}

describe("files in which the linter looks for references", () => {
  it("are those that mention an old name", () => {
    const root = writeProject({ "expand-contract.json": MANIFEST, "src/a.ts": TEXT });
    expect(mayHaveReferences(root, "src/a.ts")).toBe(true);
    expect(mayHaveReferences(root, "src/a.ts", { text: "export const dsn = process.env.DSN;" })).toBe(false);
    expect(
      mayHaveReferences(root, "src/a.ts", { text: "export const dsn = process.env.LEGACY_DSN_2;" }),
    ).toBe(false);
  });

  it("are sources of the manifest", () => {
    const source = { include: ["src/**"], exclude: ["**/*.gen.ts"] };
    const manifest = JSON.stringify({ ...JSON.parse(MANIFEST), source });
    const root = writeProject({ "expand-contract.json": manifest });
    expect(mayHaveReferences(root, "src/a.ts")).toBe(true);
    expect(mayHaveReferences(root, "src/a.gen.ts")).toBe(false);
    expect(mayHaveReferences(root, "lib/a.ts")).toBe(false);
    expect(mayHaveReferences(root, "../other/src/a.ts")).toBe(false);
  });

  it("are not those that git ignores", () => {
    const root = writeProject({
      "expand-contract.json": MANIFEST,
      ".gitignore": "generated/\n",
      "src/a.ts": TEXT,
      "generated/a.ts": TEXT,
    });
    initGit(root);
    expect(mayHaveReferences(root, "src/a.ts")).toBe(true);
    expect(mayHaveReferences(root, "generated/a.ts")).toBe(false);
  });

  it("are also new ones and unsaved ones", () => {
    const root = writeProject({ "expand-contract.json": MANIFEST, "src/a.ts": TEXT });
    initGit(root);
    expect(mayHaveReferences(root, "src/a.ts")).toBe(true);
    expect(mayHaveReferences(root, "src/unsaved.ts")).toBe(true);
    writeFiles(root, { "src/new.ts": TEXT });
    expect(mayHaveReferences(root, "src/new.ts")).toBe(true);
  });
});

describe("what other files say", () => {
  const USE = 'import { price } from "./prices.js";\nprice(1);\n';
  const barrel = (name: string) => `export { finalPrice as ${name} } from "@acme/pricing";\n`;

  it("is looked at again after a while", () => {
    const root = writeProject({
      "expand-contract.json": formatManifest({ price: PRICE }),
      "src/prices.ts": barrel("price"),
    });
    const now = Date.now();
    expect(mayHaveReferences(root, "src/use.ts", { text: USE, now })).toBe(true);
    writeFiles(root, { "src/prices.ts": barrel("cost") });
    expect(mayHaveReferences(root, "src/use.ts", { text: USE, now: now + 10 })).toBe(true);
    expect(mayHaveReferences(root, "src/use.ts", { text: USE, now: now + 3_600_000 })).toBe(false);
    expect(mayHaveReferences(root, "src/use.ts", { text: "cost(1);", now: now + 3_600_000 })).toBe(true);
  });

  it("is looked at at once when the manifest changes", async () => {
    const root = writeProject({ "expand-contract.json": MANIFEST, "src/prices.ts": barrel("price") });
    expect(await lintText({ root, file: "src/use.ts", text: USE })).toEqual([]);
    writeFiles(root, { "expand-contract.json": formatManifest({ price: PRICE }) });
    expect(await lintText({ root, file: "src/use.ts", text: USE })).toHaveLength(1);
  });

  it("reaches rules by models of another name, which only the schema gives to a table", async () => {
    const root = writeProject({
      "expand-contract.json": formatManifest({ name: { kind: "column", old: "users.name" } }),
      "prisma/schema.prisma": `model Member {
  id   Int    @id
  name String
  @@map("users")
}
`,
    });
    const text =
      'import { prisma } from "./prisma.js";\nawait prisma.member.findMany({ select: { name: true } });\n';
    expect(await lintText({ root, file: "src/members.ts", text })).toEqual([
      "2:42 no-deprecated-column: This reads users.name, which goes away without a replacement. Owner @acme/identity, sunset 2026-12-31 (30 days left).",
    ]);
  });
});

describe("a repo that can't be read", () => {
  it("is one message and no crash", async () => {
    const root = writeProject({ "expand-contract.json": MANIFEST, ".git": "gitdir: nowhere\n" });
    const messages = await lintText({ root, file: "src/a.ts", text: TEXT });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("1:1 no-reference-past-sunset: Nothing is checked: ");
  });
});
