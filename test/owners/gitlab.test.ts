import { describe, expect, it } from "vitest";
import { getOwners } from "../../src/owners/code-owners.js";
import { parseCodeOwners } from "../../src/owners/parse-code-owners.js";

function ownersOf(lines: readonly string[], path: string): readonly string[] {
  return getOwners(parseCodeOwners(lines.join("\n"), "gitlab"), path);
}

// https://docs.gitlab.com/user/project/codeowners/reference/#sections
describe("each section contributes", () => {
  const SECTIONS = [
    "* @admin",
    "[README Owners]",
    "README.md @user1 @user2",
    "internal/README.md @user4",
    "[README other owners]",
    "README.md @user3",
  ];

  it.each([
    ["README.md", ["@admin", "@user1", "@user2", "@user3"]],
    ["internal/README.md", ["@admin", "@user4", "@user3"]],
    ["src/a.ts", ["@admin"]],
  ])("%s", (path, owners) => {
    expect(ownersOf(SECTIONS, path)).toEqual(owners);
  });
});

// https://docs.gitlab.com/user/project/codeowners/reference/#set-default-code-owner-for-a-section
describe("a section's default owners", () => {
  const DEFAULTS = [
    "[Documentation][2] @docs-team",
    "docs/",
    "README.md",
    "^[Database] @database-team @agarcia",
    "model/db/",
    "config/db/database-setup.md @docs-team",
  ];

  it.each([
    ["docs/deep/a.md", ["@docs-team"]],
    ["lib/docs/a.md", ["@docs-team"]],
    ["model/db/user.rb", ["@database-team", "@agarcia"]],
    ["config/db/database-setup.md", ["@docs-team"]],
    ["config/db/other.md", []],
  ])("%s", (path, owners) => {
    expect(ownersOf(DEFAULTS, path)).toEqual(owners);
  });
});

it("puts sections of one name together, whatever their case", () => {
  const lines = ["[Docs]", "*.md @docs", "[Web]", "*.md @web", "[DOCS]", "README.md @readme"];
  expect(ownersOf(lines, "README.md")).toEqual(["@readme", "@web"]);
  expect(ownersOf(lines, "a.md")).toEqual(["@docs", "@web"]);
});

// https://docs.gitlab.com/user/project/codeowners/advanced/#unparsable-sections
it("takes a heading that does not end for an entry of the section before it", () => {
  expect(ownersOf(["* @group", "[Section name", "docs/ @docs_group"], "docs/a.md")).toEqual(["@docs_group"]);
});

// https://docs.gitlab.com/user/project/codeowners/reference/#exclusion-patterns
describe("an exclusion", () => {
  const RUBY = [
    "* @username",
    "!pom.xml",
    "[Ruby]",
    "*.rb @ruby-team",
    "!/config/**/*.rb",
    "/config/routes.rb @ops",
  ];

  it.each([
    ["pom.xml", []],
    ["app/a.rb", ["@username", "@ruby-team"]],
    ["config/routes.rb", ["@username"]],
    ["config/initializers/a.rb", ["@username"]],
  ])("%s", (path, owners) => {
    expect(ownersOf(RUBY, path)).toEqual(owners);
  });
});

// https://docs.gitlab.com/user/project/codeowners/reference/#path-matching
describe("one pattern", () => {
  it.each([
    ["*", "a/.b/c.ts", true],
    ["/README.md", "README.md", true],
    ["/README.md", "docs/README.md", false],
    ["README.md", "app/lib/README.md", true],
    ["internal/README.md", "docs/internal/README.md", true],
    ["/docs/", "docs/api/index.md", true],
    ["/docs/", "lib/docs/index.md", false],
    // A file: fnmatch knows no folders.
    ["/docs", "docs/index.md", false],
    ["docs/*", "docs/index.md", true],
    ["docs/*", "lib/docs/index.md", true],
    ["docs/*", "docs/api/index.md", false],
    ["/docs/*.md", "docs/index.md", true],
    ["/docs/*.md", "docs/api/index.md", false],
    ["/docs/index.*", "docs/index.html", true],
    ["/docs/*spec*", "docs/qa_specs.rb", true],
    ["/docs/*/README.md", "docs/api/README.md", true],
    ["/docs/*/README.md", "docs/README.md", false],
    ["/docs/**/index.md", "docs/index.md", true],
    ["/docs/**/index.md", "docs/api/graphql/index.md", true],
    ["/docs/**", "docs/api/index.md", false],
    ["*.rb", ".hidden/.a.rb", true],
    ["/[ab].rb", "a.rb", true],
    ["/[ab].rb", "c.rb", false],
    ["/{a,b}.rb", "a.rb", false],
    ["/app/(auth)/", "app/(auth)/page.tsx", true],
    ["\\#file_with_pound.rb", "#file_with_pound.rb", true],
    ["path\\ with\\ spaces/", "path with spaces/a.ts", true],
    ["path\\ with\\ spaces/*.md", "path with spaces/a.md", true],
    ["path\\ with\\ spaces/*.md", "path/a.md", false],
  ])("%s and %s: %s", (pattern, path, isOwned) => {
    expect(ownersOf([`${pattern} @ann`], path)).toEqual(isOwned ? ["@ann"] : []);
  });
});

// https://docs.gitlab.com/user/project/codeowners/advanced/#malformed-owners
it("ignores words that are no owners, and reads those of inline comments", () => {
  expect(ownersOf(["/path/* @group user_without_at_symbol @user_with_at_symbol"], "path/a")).toEqual([
    "@group",
    "@user_with_at_symbol",
  ]);
  expect(ownersOf(["* @ann # was @bob"], "a")).toEqual(["@ann", "@bob"]);
});

it("knows roles", () => {
  expect(ownersOf(["/config/ @@maintainer"], "config/a.yml")).toEqual(["@@maintainer"]);
});

it("gives an entry without owners to nobody", () => {
  expect(ownersOf(["* @ann", "/generated/"], "generated/a.ts")).toEqual([]);
});
