import { describe, expect, it } from "vitest";
import { getOwners } from "../../src/owners/code-owners.js";
import { findCodeOwners } from "../../src/owners/find-code-owners.js";

/** Who owns `lib/docs/a.md`, and by which file. */
async function find(files: Readonly<Record<string, string>>) {
  const has = (path: string) =>
    Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`));
  const found = await findCodeOwners({ has, read: (path) => files[path] });
  return found && [found.file, ...getOwners(found, "lib/docs/a.md")];
}

describe("the file that counts", () => {
  it("is the first that is found", async () => {
    const files = {
      ".github/CODEOWNERS": "* @github",
      CODEOWNERS: "* @top",
      "docs/CODEOWNERS": "* @docs",
      ".gitlab/CODEOWNERS": "* @gitlab",
      ".bitbucket/CODEOWNERS": "* @bitbucket",
    };
    expect(await find(files)).toEqual([".github/CODEOWNERS", "@github"]);
    const { ".github/CODEOWNERS": _, ...others } = files;
    expect(await find(others)).toEqual(["CODEOWNERS", "@top"]);
    expect(await find({ "docs/CODEOWNERS": "* @docs", ".gitlab/CODEOWNERS": "* @gitlab" })).toEqual([
      "docs/CODEOWNERS",
      "@docs",
    ]);
    expect(await find({ ".bitbucket/CODEOWNERS": "* @bitbucket" })).toEqual([
      ".bitbucket/CODEOWNERS",
      "@bitbucket",
    ]);
  });

  it("is the first even if it names nobody", async () => {
    expect(await find({ ".github/CODEOWNERS": "", CODEOWNERS: "* @top" })).toEqual([".github/CODEOWNERS"]);
  });

  it("is none in a folder where no service looks", async () => {
    expect(await find({ "lib/CODEOWNERS": "* @lib", ".github/codeowners": "* @lower" })).toBeUndefined();
  });
});

// On GitLab `docs/*` is meant at any depth, on GitHub at the top.
describe("the rules that a file follows", () => {
  it.each([
    [{ ".github/CODEOWNERS": "docs/* @ann" }, []],
    [{ ".gitlab/CODEOWNERS": "docs/* @ann" }, ["@ann"]],
    [{ CODEOWNERS: "docs/* @ann" }, []],
    [{ CODEOWNERS: "[Docs]\ndocs/* @ann" }, ["@ann"]],
    [{ CODEOWNERS: "docs/* @ann", ".gitlab-ci.yml": "" }, ["@ann"]],
    [{ CODEOWNERS: "docs/* @ann", ".gitlab-ci.yml": "", ".github/workflows/ci.yml": "" }, []],
    [{ ".bitbucket/CODEOWNERS": "docs/* @ann" }, []],
  ])("%j", async (files, owners) => {
    expect((await find(files))?.slice(1)).toEqual(owners);
  });
});
