import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOwnRepoTest, getRepoIdentity } from "../../src/repos/repo-identity.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

const identify = (url: string) => getRepoIdentity({ name: "any", url }, "/");

describe("two URLs mean one repository", () => {
  it.each([
    ["git@git.example.com:team/web.git", "https://git.example.com/team/web"],
    ["ssh://git@git.example.com/team/web.git", "git@git.example.com:team/web"],
    ["https://ann:secret@git.example.com/team/web.git", "https://git.example.com/team/web.git"],
    ["https://Git.Example.com/team/web/", "https://git.example.com/team/web"],
    ["https://git.example.com/team/web?token=1", "https://git.example.com/team/web"],
  ])("%s and %s", (a, b) => {
    expect(identify(a)).toBe(identify(b));
  });

  it.each([
    ["https://git.example.com/team/web", "https://git.example.com/other/web"],
    ["https://git.example.com/team/web", "https://git.example.org/team/web"],
    ["https://git.example.com/team/web", "https://git.example.com/team/Web"],
  ])("but not %s and %s", (a, b) => {
    expect(identify(a)).not.toBe(identify(b));
  });
});

describe("the manifest's own repo", () => {
  let repo: TemporaryRepo;
  beforeEach(() => {
    repo = new TemporaryRepo().init();
    repo.git("remote", "add", "origin", "git@git.example.com:acme/api.git");
    repo.write("services/web/index.ts", "").write("modules/shared/.git", "gitdir: elsewhere\n");
  });
  afterEach(() => repo.remove());

  it.each([
    [{ path: "." }, true],
    [{ path: "services/web" }, true],
    [{ path: "modules/shared" }, false],
    [{ path: "nowhere" }, false],
    [{ path: ".." }, false],
    [{ url: "https://git.example.com/acme/api" }, true],
    [{ url: "https://git.example.com/acme/web" }, false],
  ])("%o: %s", async (place, isOwn) => {
    const test = await createOwnRepoTest(repo.root);
    expect(test({ name: "any", ...place })).toBe(isOwn);
  });
});
