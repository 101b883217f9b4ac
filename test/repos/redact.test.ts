import { expect, test } from "vitest";
import { redactText, redactUrl } from "../../src/repos/redact.js";

test.each([
  ["https://git.example.com/web.git", "https://git.example.com/web.git"],
  ["https://user:secret@git.example.com/web.git", "https://git.example.com/web.git"],
  ["https://token@git.example.com:8443/web.git", "https://git.example.com:8443/web.git"],
  ["https://user:p@ss@git.example.com/web.git", "https://git.example.com/web.git"],
  ["https://git.example.com/web.git?private_token=abc", "https://git.example.com/web.git"],
  ["https://git.example.com/web.git#token", "https://git.example.com/web.git"],
  ["https://git.example.com?token=abc", "https://git.example.com"],
  ["ssh://git@git.example.com/web.git", "ssh://git@git.example.com/web.git"],
  ["ssh://git:secret@git.example.com/web.git", "ssh://git.example.com/web.git"],
  ["git@git.example.com:web.git", "git@git.example.com:web.git"],
  ["file:///srv/web.git", "file:///srv/web.git"],
])("%s is shown as %s", (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});

test.each([
  ["fatal: unable to access 'https://user:secret@git.example.com/web.git/': 500", /secret|user/],
  ["Password for 'https://user@git.example.com':", /user/],
  ["remote: the token secret was revoked", /secret/],
  ["warning: redirecting to https://other:word@cdn.example.com/x?sig=abcd", /other|word|abcd/],
])("what git says about a URL with a password: %s", (text, secret) => {
  const redacted = redactText(text, "https://user:secret@git.example.com/web.git");
  expect(redacted).not.toMatch(secret);
});

test("a percent-encoded password is taken out in both spellings", () => {
  const url = "https://user:p%40ss%2Fword@git.example.com/web.git";
  expect(redactText("tried p%40ss%2Fword and p@ss/word", url)).toBe("tried *** and ***");
});

test("a token in the query is taken out wherever it stands", () => {
  const url = "https://git.example.com/web.git?private_token=abc123&x=long%20word";
  expect(redactText("abc123, long word, private_token=abc123&x=long%20word", url)).toBe("***, ***, ***");
});

test("other words stay", () => {
  const text = "fatal: repository 'https://git.example.com/web.git/' not found";
  expect(redactText(text, "https://git.example.com/web.git")).toBe(text);
  expect(redactText("git@git.example.com: Permission denied", "git@git.example.com:web.git")).toBe(
    "git@git.example.com: Permission denied",
  );
});
