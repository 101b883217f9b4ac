import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { HttpServer } from "./http-server.js";
import { ENV, Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
  source.write("a.ts", "a").commit();
});
afterEach(() => {
  opening.remove();
  source.remove();
});

const OPENED = { texts: { "a.ts": "a" } };

function writeScript(name: string, text: string): string {
  const file = join(opening.root, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe("over HTTP", () => {
  let server: HttpServer;
  beforeEach(async () => {
    server = await new HttpServer({ root: source.root }).start();
    const wanted = `Basic ${Buffer.from("ann:p@ss word").toString("base64")}`;
    server.getFault = ({ headers }) =>
      headers.authorization === wanted
        ? undefined
        : { status: 401, headers: { "www-authenticate": 'Basic realm="git"' } };
  });
  afterEach(async () => {
    await server.stop();
  });

  test("the user's credential helper signs in", async () => {
    const helper = writeScript("helper", 'test "$1" = get && echo username=ann && echo "password=p@ss word"');
    const config = {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "credential.helper",
      GIT_CONFIG_VALUE_0: helper,
    };
    expect(await opening.open({ url: server.getUrl(".git") }, { env: { ...ENV, ...config } })).toMatchObject(
      OPENED,
    );
  });

  test("the user's askpass signs in", async () => {
    const askpass = writeScript("askpass", 'case "$1" in Username*) echo ann;; *) echo "p@ss word";; esac');
    const env = { ...ENV, GIT_ASKPASS: askpass };
    expect(await opening.open({ url: server.getUrl(".git") }, { env })).toMatchObject(OPENED);
  });

  test("a header of the user's configuration signs in", async () => {
    const value = `Authorization: Basic ${Buffer.from("ann:p@ss word").toString("base64")}`;
    const config = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "http.extraHeader", GIT_CONFIG_VALUE_0: value };
    expect(await opening.open({ url: server.getUrl(".git") }, { env: { ...ENV, ...config } })).toMatchObject(
      OPENED,
    );
  });

  test("the URL's own password signs in", async () => {
    expect(await opening.open({ url: server.getUrl(".git", "ann:p%40ss%20word@") })).toMatchObject({
      kind: "refused-url",
    });
    server.getFault = ({ headers }) =>
      headers.authorization === `Basic ${Buffer.from("ann:p@ss").toString("base64")}`
        ? undefined
        : { status: 401, headers: { "www-authenticate": 'Basic realm="git"' } };
    expect(await opening.open({ url: server.getUrl(".git", "ann:p%40ss@") })).toMatchObject(OPENED);
  });

  test("nobody is asked, and no trace shows a password", async () => {
    const told: string[] = [];
    const env = { ...ENV, GIT_TRACE: "1", GIT_TRACE_CURL: "1", GIT_CURL_VERBOSE: "1", GIT_TRACE_REDACT: "0" };
    const url = server.getUrl(".git", "ann:hidden@");
    const failed = await opening.open({ url }, { env, onProgress: (text) => told.push(text) });
    expect(failed).toMatchObject({ kind: "no-access" });
    expect(JSON.stringify([failed, told])).not.toMatch(/ann|hidden|YW5uOmhpZGRlbg/);
  });
});

describe("over ssh", () => {
  const URL = "ssh://git@git.example.com:2222/srv/web.git";

  /** Notes how it was called, and serves the repository whatever was asked for. */
  const createSsh = (name: string) =>
    writeScript(name, `echo "${name} $@" >> ${opening.root}/calls; exec git-upload-pack ${source.root}`);
  const readCalls = () => readFileSync(join(opening.root, "calls"), "utf8");

  test("ours never asks", async () => {
    createSsh("ssh");
    const env = { ...ENV, PATH: `${opening.root}:${process.env["PATH"]}`, GIT_SSH_VARIANT: "ssh" };
    expect(await opening.open({ url: URL }, { env })).toMatchObject(OPENED);
    expect(await opening.open({ url: "git@git.example.com:web.git" }, { env })).toMatchObject(OPENED);
    for (const call of readCalls().trim().split("\n"))
      expect(call).toMatch(/^ssh -o BatchMode=yes .*git@git\.example\.com /);
  });

  test("the user's own is run as it is", async () => {
    const env = { ...ENV, GIT_SSH_COMMAND: `${createSsh("other")} -i key`, GIT_SSH_VARIANT: "ssh" };
    expect(await opening.open({ url: URL }, { env })).toMatchObject(OPENED);
    expect(readCalls()).toMatch(
      /^other -i key .*-p 2222 git@git\.example\.com git-upload-pack '\/srv\/web\.git'/,
    );
  });

  test("and that of git's configuration", async () => {
    const config = {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.sshCommand",
      GIT_CONFIG_VALUE_0: createSsh("set"),
    };
    expect(await opening.open({ url: URL }, { env: { ...ENV, ...config } })).toMatchObject(OPENED);
    expect(readCalls()).toMatch(/^set /);
  });

  test("one that hangs is ended with its children", async () => {
    const pidFile = join(opening.root, "pid");
    const ssh = writeScript("slow", `sleep 1000 & echo $! > ${pidFile}; wait`);
    const env = { ...ENV, GIT_SSH_COMMAND: ssh, GIT_SSH_VARIANT: "ssh" };
    expect(await opening.open({ url: URL }, { env, stallTimeout: 3000 })).toMatchObject({
      kind: "timed-out",
    });
    expect(existsSync(pidFile)).toBe(true);
    const pid = Number(readFileSync(pidFile, "utf8"));
    while (isRunning(pid)) await sleep(20);
  });

  test.each([
    ["git@git.example.com: Permission denied (publickey).", "no-access"],
    ["Host key verification failed.", "no-access"],
    ["ssh: connect to host git.example.com port 22: Connection refused", "gone"],
    ["ssh: connect to host git.example.com port 22: Connection timed out", "timed-out"],
    ["ERROR: Repository not found.", "gone"],
    ["remote: ERROR: The project you were looking for could not be found.", "gone"],
  ])("%s is %s", async (said, kind) => {
    const env = {
      ...ENV,
      GIT_SSH_COMMAND: writeScript("failing", `echo "${said}" >&2; exit 255`),
      GIT_SSH_VARIANT: "ssh",
    };
    expect(await opening.open({ url: URL }, { env })).toMatchObject({ kind });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended stays in the list until its parent looks.
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z");
  } catch {
    return false;
  }
}
