import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { findFreePort, GitDaemon } from "./git-daemon.js";
import { type Fault, HttpServer } from "./http-server.js";
import { ENV, Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
let commit: string;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
  commit = source.write("a.ts", "a").write("b.ts", "b").commit();
});
afterEach(() => {
  opening.remove();
  source.remove();
});

const OPENED = { texts: { "a.ts": "a", "b.ts": "b" }, skipped: [] };

describe("over HTTP", () => {
  let server: HttpServer;
  beforeEach(async () => {
    server = await new HttpServer({ root: source.root }).start();
  });
  afterEach(async () => {
    await server.stop();
  });

  test("a repository is read, and asked for nothing more when it did not change", async () => {
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({ ...OPENED, commit });
    server.requests.length = 0;
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({ ...OPENED, commit });
    expect(server.requests).toEqual([
      "GET /.git/info/refs?service=git-upload-pack",
      "POST /.git/git-upload-pack",
    ]);
  });

  test("a commit that is there needs no server", async () => {
    await opening.open({ url: server.getUrl(".git"), ref: commit });
    server.getFault = () => ({ status: 500 });
    expect(await opening.open({ url: server.getUrl(".git"), ref: commit })).toMatchObject(OPENED);
  });

  test("the user's insteadOf leads to this machine", async () => {
    const env = {
      ...ENV,
      ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `url.${server.getUrl("")}.insteadOf` },
      GIT_CONFIG_VALUE_0: "https://git.example.com/team/",
    };
    const url = "https://git.example.com/team/.git";
    expect(await opening.open({ url }, { env, allowsLoopback: false })).toMatchObject(OPENED);
  });

  test.each(["http://git.example.com/", "ext::sh -c touch% ran "])(
    "the user's insteadOf does not lead to %s",
    async (to) => {
      const config = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `url.${to}.insteadOf` };
      const env = { ...ENV, ...config, GIT_CONFIG_VALUE_0: "https://git.example.com/" };
      expect(await opening.open({ url: "https://git.example.com/web.git" }, { env })).toMatchObject({
        kind: "refused-url",
      });
    },
  );

  test("a server that sends only plain files will do", async () => {
    await server.stop();
    source.git("update-server-info");
    server = await new HttpServer({ root: source.root, isDumb: true }).start();
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject(OPENED);
    const next = source.write("a.ts", "next").commit();
    source.git("update-server-info");
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({ commit: next });
  });

  const failures: readonly (readonly [Fault, string, RegExp])[] = [
    [
      { status: 401, headers: { "www-authenticate": "Basic" } },
      "no-access",
      /lets nobody in .* Sign in to it as git does/,
    ],
    [{ status: 403 }, "no-access", /lets nobody in/],
    [{ status: 404 }, "gone", /^There is no repository at .* Check its "url"/],
    [{ status: 500 }, "broken", /^The server of .* fails\. Run again/],
    [{ status: 503 }, "broken", /^The server of .* fails/],
    [
      { status: 302, headers: { location: "ftp://127.0.0.1/web.git/info/refs" } },
      "refused-url",
      /not fetched from/,
    ],
    [{ status: 200, body: "<html>Sign in</html>" }, "empty", /no git server/],
    [{ hangs: true }, "timed-out", /sent nothing for 1 s\. Run again/],
  ];
  test.each(failures)("%j is %s", async (fault, kind, message) => {
    server.getFault = () => fault;
    const url = server.getUrl(".git", "ann:secret@");
    const failed = await opening.open({ url }, "hangs" in fault ? { stallTimeout: 1000 } : {});
    expect(failed).toMatchObject({ kind, message: expect.stringMatching(message) });
    expect(JSON.stringify(failed)).not.toMatch(/ann|secret/);
  });

  test("a name that git also has for what it can't do is only a name", async () => {
    const path = "does not support shallow".replaceAll(" ", "-");
    server.getFault = ({ method }) => (method === "POST" ? { status: 403 } : undefined);
    source.git("clone", "-q", "--bare", ".", `${path}.git`);
    expect(await opening.open({ url: server.getUrl(`${path}.git`) })).toMatchObject({ kind: "no-access" });
    expect(server.requests).toHaveLength(2);
  });

  test("a redirect that names a password shows none", async () => {
    server.getFault = (request) =>
      request.url?.startsWith("/moved")
        ? { status: 404 }
        : {
            status: 302,
            headers: { location: `${server.getUrl("moved", "bob:hidden@")}/info/refs?token=abcdef` },
          };
    const failed = await opening.open({ url: server.getUrl(".git") });
    expect(failed).toMatchObject({ kind: "gone" });
    expect(JSON.stringify(failed)).not.toMatch(/bob|hidden|abcdef/);
  });

  test("no mirror keeps a password", async () => {
    await opening.open({ url: server.getUrl(".git", "ann:secret@") });
    for (const file of [".git/config", "mirror.json"]) {
      expect(readFileSync(join(opening.getMirror(), file), "utf8")).not.toMatch(/ann|secret/);
    }
    expect(existsSync(join(opening.getMirror(), ".git/FETCH_HEAD"))).toBe(false);
  });

  const transfers: readonly (readonly [Fault, RegExp])[] = [
    [{ cutAt: 40 }, /^The transfer from .* broke off/],
    [{ cutAt: 250 }, /^The transfer from .* broke off/],
    [{ damageAt: 3 }, /^What .* sends is damaged/],
    [{ damageAt: 60 }, /^What .* sends is damaged/],
  ];
  test.each(transfers)(
    "a transfer with %j leaves nothing, and the next one goes well",
    async (fault, message) => {
      server.getFault = (request) => (request.method === "POST" ? fault : undefined);
      expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({
        kind: "broken",
        message: expect.stringMatching(message),
      });
      expect(opening.listMirrors()).toEqual([]);
      server.getFault = undefined;
      expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject(OPENED);
    },
  );

  test("a failed update leaves the mirror as it was", async () => {
    await opening.open({ url: server.getUrl(".git") });
    const next = source.write("a.ts", "next").commit();
    server.getFault = (request) => (request.method === "POST" ? { cutAt: 250 } : undefined);
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({ kind: "broken" });
    expect(opening.listMirrors()).toHaveLength(1);
    server.getFault = undefined;
    expect(await opening.open({ url: server.getUrl(".git") })).toMatchObject({ commit: next });
  });

  test("time is up also when the server goes on", async () => {
    server.getFault = () => ({ hangs: true });
    const started = Date.now();
    expect(await opening.open({ url: server.getUrl(".git") }, { timeout: 800 })).toMatchObject({
      kind: "timed-out",
      message: expect.stringMatching(/took too long/),
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test("an interruption ends it at once", async () => {
    server.getFault = () => ({ hangs: true });
    const controller = new AbortController();
    const opened = opening.open({ url: server.getUrl(".git") }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("interrupted")), 300);
    await expect(opened).rejects.toThrow("interrupted");
  });
});

describe("by git daemon", () => {
  let daemon: GitDaemon;
  beforeEach(async () => {
    daemon = await new GitDaemon().start(source.root);
  });
  afterEach(async () => {
    await daemon.stop();
  });

  test("a repository is read", async () => {
    expect(await opening.open({ url: daemon.getUrl(".git") })).toMatchObject({ ...OPENED, commit });
  });

  test("one that is not there is gone", async () => {
    expect(await opening.open({ url: daemon.getUrl("other.git") })).toMatchObject({ kind: "gone" });
  });
});

describe("nobody answers", () => {
  test("a port that nobody listens on", async () => {
    const place = `127.0.0.1:${await findFreePort()}/web.git`;
    for (const url of [`http://${place}`, `git://${place}`]) {
      expect(await opening.open({ url })).toMatchObject({
        kind: "gone",
        message: expect.stringContaining("can't be reached: nothing answers there"),
      });
    }
  });

  test.each(["https://git.no-such-host.invalid/web.git", "git@git.no-such-host.invalid:web.git"])(
    "a host that is not known: %s",
    async (url) => {
      expect(await opening.open({ url })).toMatchObject({
        kind: "gone",
        message: expect.stringMatching(/^The host of .* is not known/),
      });
    },
  );

  test("a folder that is not there", async () => {
    expect(await opening.open({ url: `file://${source.root}/other.git` })).toMatchObject({ kind: "gone" });
  });

  test("git is not there", async () => {
    const failed = await opening.open(
      { url: `file://${source.root}` },
      { env: { ...ENV, PATH: "/nowhere" } },
    );
    expect(failed).toMatchObject({ kind: "broken", message: expect.stringContaining("not on the PATH") });
  });
});
