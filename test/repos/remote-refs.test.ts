import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { ENV, Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
let first: string;
let commit: string;
let url: string;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
  url = `file://${source.root}`;
  first = source.write("a.ts", "first").commit("First");
  commit = source.write("a.ts", "second").write("b.ts", "b").commit("Second");
});
afterEach(() => {
  opening.remove();
  source.remove();
});

const SECOND = { texts: { "a.ts": "second", "b.ts": "b" }, skipped: [] };
const FIRST = { texts: { "a.ts": "first" }, skipped: [] };

describe("a ref", () => {
  test("is a branch, a tag or a commit", async () => {
    source.git("branch", "release/1", first);
    source.git("tag", "light", first);
    source.git("tag", "-a", "v1.0.0", "-m", "One", first);
    for (const ref of ["release/1", "light", "v1.0.0", "refs/heads/release/1", "heads/release/1", first]) {
      expect(await opening.open({ url, ref }), ref).toMatchObject({ ...FIRST, commit: first });
    }
    expect(await opening.open({ url, ref: "HEAD" })).toMatchObject(SECOND);
    expect(opening.listMirrors()).toHaveLength(1);
  });

  test("is a tag where a branch is called so too, as with git", async () => {
    source.git("branch", "one");
    source.git("tag", "one", first);
    expect(await opening.open({ url, ref: "one" })).toMatchObject(FIRST);
    expect(await opening.open({ url, ref: "heads/one" })).toMatchObject(SECOND);
  });

  test("that is not there names the nearest one", async () => {
    source.git("branch", "production");
    expect(await opening.open({ url, ref: "prodution" })).toEqual({
      kind: "no-such-ref",
      message: 'It has no branch or tag "prodution". Did you mean "production"?',
    });
    expect(await opening.open({ url, ref: "x/y/z" })).toEqual({
      kind: "no-such-ref",
      message: 'It has no branch or tag "x/y/z". Its branches are main, production.',
    });
    expect(await opening.open({ url, ref: first.slice(0, 10) })).toMatchObject({
      message: expect.stringContaining("An abbreviated commit can't be fetched: write the whole id."),
    });
    expect(await opening.open({ url, ref: "0".repeat(39) + "1" })).toMatchObject({ kind: "no-such-ref" });
  });

  test("that is no commit is told", async () => {
    source.git("tag", "tree", "HEAD^{tree}");
    expect(await opening.open({ url, ref: "tree" })).toMatchObject({
      kind: "no-such-ref",
      message: expect.stringContaining("is no commit"),
    });
  });

  test("a commit that no branch has needs no history of its own", async () => {
    source.git("reset", "-q", "--hard", first);
    expect(await opening.open({ url, ref: commit })).toMatchObject({ ...SECOND, commit });
  });

  test("a commit that the server does not hand out by itself comes with the branches", async () => {
    const config = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "protocol.version", GIT_CONFIG_VALUE_0: "0" };
    const env = { ...ENV, ...config };
    expect(await opening.open({ url, ref: first }, { env })).toMatchObject({ ...FIRST, commit: first });
    expect(await opening.open({ url, ref: "0".repeat(39) + "1" }, { env })).toMatchObject({
      kind: "no-such-ref",
    });
  });
});

describe("a repository", () => {
  test("without a commit is empty", async () => {
    const empty = new TemporaryRepo().init();
    expect(await opening.open({ url: `file://${empty.root}` })).toMatchObject({ kind: "empty" });
    empty.remove();
  });

  test("whose default branch is gone names the others", async () => {
    source.git("symbolic-ref", "HEAD", "refs/heads/gone");
    expect(await opening.open({ url })).toEqual({
      kind: "no-such-ref",
      message: 'Its default branch does not exist. Its branches are main: name one as "ref".',
    });
  });

  test("whose server sends no part of it is fetched whole", async () => {
    source.git("config", "uploadpack.allowFilter", "true");
    source.git("config", "uploadpackfilter.allow", "false");
    const big = "x".repeat(2 * 1024 * 1024 + 1);
    source.write("big.ts", big).commit();
    expect(await opening.open({ url })).toMatchObject({
      texts: { "a.ts": "second", "b.ts": "b" },
      skipped: [{ path: "big.ts", reason: "larger than 2 MB" }],
    });
  });

  test("that is shallow itself will do", async () => {
    source.git("clone", "-q", "--depth=1", url, "shallow");
    expect(await opening.open({ url: `${url}/shallow` })).toMatchObject({ ...SECOND, commit });
  });

  test("that names its objects by SHA-256 will do", async () => {
    const other = new TemporaryRepo();
    other.git("init", "-q", "-b", "main", "--object-format=sha256");
    const id = other.write("a.ts", "a").commit();
    expect(await opening.open({ url: `file://${other.root}` })).toMatchObject({ commit: id });
    expect(await opening.open({ url: `file://${other.root}`, ref: id })).toMatchObject({ commit: id });
    other.remove();
  });
});
