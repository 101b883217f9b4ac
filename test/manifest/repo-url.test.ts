import { describe, expect, test } from "vitest";
import { getRepoUrlProblem, mayHoldCredential } from "../../src/manifest/repo-url.js";

describe("git may fetch from", () => {
  test.each([
    "https://git.example.com/team/repo.git",
    "https://git.example.com:8443/team/repo",
    "https://user:secret@git.example.com/team/repo.git",
    "https://token@git.example.com/team/repo.git",
    "https://p%40ss:w%2Ford@git.example.com/team/repo.git",
    "https://git.example.com/repo.git?private_token=abc",
    "https://[2001:db8::1]:8443/repo.git",
    "ssh://git@git.example.com/team/repo.git",
    "ssh://git@git.example.com:2222/~team/repo.git",
    "ssh://git.example.com/repo.git",
    "git@git.example.com:team/repo.git",
    "git.example.com:repo.git",
    "[git@git.example.com:2222]:team/repo.git",
    "[2001:db8::1]:team/repo.git",
    "file:///srv/git/repo.git",
    "file:///C:/git/repo.git",
    "file:///srv/größe/repo.git",
  ])("%s", (url) => {
    expect(getRepoUrlProblem(url)).toBeUndefined();
  });
});

describe("git may not fetch from", () => {
  test.each([
    ["", "is not a git URL"],
    ["-oProxyCommand=touch${IFS}x", "is not a git URL"],
    ["--upload-pack=touch x", "is not a git URL"],
    ["../web", "is a path"],
    ["/srv/git/web.git", "is a path"],
    ["./host:path", "is a path"],
    ["C:/git/web.git", "is a path"],
    ["C:\\git\\web.git", "holds a space"],
    ["ext::sh -c touch% x", "holds a space"],
    ["ext::sh", "names a remote helper"],
    ["https::git.example.com/web.git", "names a remote helper"],
    ["fd::3", "names a remote helper"],
    ["http://git.example.com/web.git", "is neither https:"],
    ["git://git.example.com/web.git", "is neither https:"],
    ["http://127.0.0.1/web.git", "is neither https:"],
    ["git+ssh://git.example.com/web.git", "is neither https:"],
    ["ftp://git.example.com/web.git", "is neither https:"],
    ["HTTPS://git.example.com/web.git", "is neither https:"],
    ["javascript://git.example.com/web.git", "is neither https:"],
    ["file:../web", 'has no "//" after "file:"'],
    ["https:git.example.com/web.git", 'has no "//" after "https:"'],
    ["file://server/share/web.git", "is no file URL"],
    ["file://", "is no file URL"],
    ["https:///web.git", "has no sound host name"],
    ["https://-host/web.git", "has no sound host name"],
    ["ssh://-oProxyCommand=touch/web.git", "has no sound host name"],
    ["ssh://%2DoProxyCommand=touch/web.git", "has no sound host name"],
    ["-oProxyCommand=touch:web.git", "is not a git URL"],
    ["git@-oProxyCommand=touch:web.git", "has no sound host name"],
    ["ssh://-oProxyCommand=touch@git.example.com/web.git", "has no sound user name"],
    ["ssh://%2DoProxyCommand=touch@git.example.com/web.git", "has no sound user name"],
    ["ssh://us%zz@git.example.com/web.git", "has no sound user name"],
    ["https://gіt.example.com/web.git", "has no sound host name"],
    ["https://git.example.com:0/web.git", "has no sound port"],
    ["https://git.example.com:99999/web.git", "has no sound port"],
    ["https://git.example.com:22a/web.git", "has no sound port"],
    ["ssh://git.example.com:-p/web.git", "has no sound port"],
    ["https://git.example.com", "names no repository"],
    ["git.example.com:", "names no repository"],
    ["git.example.com:--upload-pack=touch", "names no repository"],
    ["https://git.example.com/a b.git", "holds a space"],
    ["https://git.example.com/a\nb.git", "holds a space"],
    ["https://git.example.com/a\0b.git", "holds a space"],
    ["https://git.example.com/a%00b.git", "holds a space"],
    ["https://git.example.com/a%0Ab.git", "holds a space"],
    ["https://git.example.com/a\u202eb.git", "holds a space"],
    ["https://git.example.com\\@evil.example.com/web.git", "holds a space"],
  ])("%j", (url, problem) => {
    expect(getRepoUrlProblem(url)).toContain(problem);
  });
});

test("no problem shows a password", () => {
  expect(getRepoUrlProblem("http://ann:secret@git.example.com/web.git")).not.toMatch(/ann|secret/);
  expect(getRepoUrlProblem("https://ann:secret@git.example.com")).not.toMatch(/ann|secret/);
});

describe("on this machine, for tests alone", () => {
  const options = { allowsLoopback: true };

  test.each(["http://127.0.0.1:8080/web.git", "http://localhost/web.git", "git://[::1]:9418/web.git"])(
    "%s",
    (url) => {
      expect(getRepoUrlProblem(url, options)).toBeUndefined();
    },
  );

  test.each([
    "http://git.example.com/web.git",
    "http://127.0.0.1.example.com/web.git",
    "ftp://127.0.0.1/web.git",
  ])("not %s", (url) => {
    expect(getRepoUrlProblem(url, options)).toContain("is neither https:");
  });
});

test.each([
  ["https://git.example.com/web.git", false],
  ["https://ann:secret@git.example.com/web.git", true],
  ["https://token@git.example.com/web.git", true],
  ["https://git.example.com/web.git?private_token=abc", true],
  ["ssh://git@git.example.com/web.git", false],
  ["ssh://git:secret@git.example.com/web.git", true],
  ["git@git.example.com:web.git", false],
  ["file:///srv/web.git", false],
])("%s may hold a password: %s", (url, expected) => {
  expect(mayHoldCredential(url)).toBe(expected);
});
