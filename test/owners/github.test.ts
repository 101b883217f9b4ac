import { describe, expect, it } from "vitest";
import { getOwners } from "../../src/owners/code-owners.js";
import { parseCodeOwners } from "../../src/owners/parse-code-owners.js";

function ownersOf(text: string, path: string): readonly string[] {
  return getOwners(parseCodeOwners(text, "github"), path);
}

// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#example-of-a-codeowners-file
describe("GitHub's documented example", () => {
  const EXAMPLE = [
    "# Each line is a file pattern followed by one or more owners.",
    "*       @global-owner1 @global-owner2",
    "*.js    @js-owner #This is an inline comment.",
    "*.go docs@example.com",
    "*.txt @octo-org/octocats",
    "/build/logs/ @doctocat",
    "docs/*  docs@example.com",
    "apps/ @octocat",
    "/scripts/ @doctocat @octocat",
    "**/logs @octocat",
    "/apps/ @octocat",
    "/apps/github",
  ].join("\n");

  it.each([
    ["README.md", ["@global-owner1", "@global-owner2"]],
    ["src/deep/index.js", ["@js-owner"]],
    ["src/index.jsx", ["@global-owner1", "@global-owner2"]],
    ["cmd/main.go", ["docs@example.com"]],
    ["notes.txt", ["@octo-org/octocats"]],
    ["docs/getting-started.md", ["docs@example.com"]],
    // "will match files like docs/getting-started.md but not further nested files"
    ["docs/build-app/troubleshooting.md", ["@global-owner1", "@global-owner2"]],
    ["packages/docs/a.md", ["@global-owner1", "@global-owner2"]],
    ["lib/apps/index.ts", ["@octocat"]],
    ["scripts/release.sh", ["@doctocat", "@octocat"]],
    ["lib/scripts/release.sh", ["@global-owner1", "@global-owner2"]],
    // `**/logs` stands below `/build/logs/` and takes it over.
    ["build/logs/today", ["@octocat"]],
    ["deeply/nested/logs/today", ["@octocat"]],
    ["apps/web/index.ts", ["@octocat"]],
    // "as its owners are left empty"
    ["apps/github/index.ts", []],
    ["apps/github-pages/index.ts", ["@octocat"]],
  ])("%s", (path, owners) => {
    expect(ownersOf(EXAMPLE, path)).toEqual(owners);
  });
});

describe("one pattern", () => {
  it.each([
    ["web", "web/index.ts", true],
    ["web", "packages/web/index.ts", true],
    ["web", "packages/website.ts", false],
    ["/web", "web/index.ts", true],
    ["/web", "web", true],
    ["/web", "packages/web/index.ts", false],
    ["/web/", "web", false],
    ["/web", "website/index.ts", false],
    ["src/web", "src/web/index.ts", true],
    ["src/web", "packages/src/web/index.ts", false],
    ["*", "a/b/c.ts", true],
    ["/*", "a.ts", true],
    ["/*", "a/b.ts", false],
    ["**/docs/*", "x/docs/a.md", true],
    ["**/docs/*", "x/docs/docs/a.md", true],
    ["**/docs/*", "x/docs/y/a.md", false],
    ["src/**/test", "src/a/b/test/c.ts", true],
    ["src/**/test", "src/test/c.ts", true],
    ["src/*/test", "src/a/b/test/c.ts", false],
    ["src/**", "src/a/b.ts", true],
    ["src/**/", "src/a.ts", true],
    ["*.ts", "a/.hidden.ts", true],
    ["?.ts", "a.ts", true],
    ["?.ts", "ab.ts", false],
    ["/app/(auth)/", "app/(auth)/page.tsx", true],
    // "CODEOWNERS paths are case sensitive"
    ["/Web/", "web/index.ts", false],
    ["*.TS", "a.ts", false],
    // "Using [ ] to define a character range" does not work.
    ["/app/[id]/page.tsx", "app/[id]/page.tsx", true],
    ["app/[id]/*", "app/[id]/page.tsx", true],
    ["/app/[id]/page.tsx", "app/i/page.tsx", false],
    ["*.[jt]s", "a.ts", false],
    ["my\\ notes/", "my notes/a.md", true],
    ["my\\ notes/", "my/a.md", false],
    ["/my\\ notes/*.md", "my notes/a.md", true],
  ])("%s and %s: %s", (pattern, path, isOwned) => {
    expect(ownersOf(`${pattern} @ann`, path)).toEqual(isOwned ? ["@ann"] : []);
  });
});

describe("a line that GitHub skips takes nothing away", () => {
  it.each(["!src/ @eve", "\\#src @eve", "src/ eve", "/ @eve", "# src/ @eve", "   "])("%s", (line) => {
    expect(ownersOf(`src/ @ann\n${line}`, "src/a.ts")).toEqual(["@ann"]);
  });

  it("but one without owners does", () => {
    expect(ownersOf("src/ @ann\nsrc/a.ts # nobody's", "src/a.ts")).toEqual([]);
  });
});

it("reads files of Windows and tabs", () => {
  expect(ownersOf("* @all\r\n/src/\t@ann\t@acme/web\r\n", "src/a.ts")).toEqual(["@ann", "@acme/web"]);
});

it("names an owner once", () => {
  expect(ownersOf("* @ann @bob @ann", "a.ts")).toEqual(["@ann", "@bob"]);
});
