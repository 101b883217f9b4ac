import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatCompletionScript } from "../../src/cli/completion/completion-script.js";
import { buildPackage } from "../support/build-package.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-shell-"));
  buildPackage(join(folder, "package"));
  const change = { kind: "config", old: "LEGACY", owner: "@acme", sunset: "2027-01-01" };
  writeFileSync(join(folder, "expand-contract.json"), JSON.stringify({ changes: { "legacy-dsn": change } }));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What bash itself has in store after Tab, with `words` on its command line as it parts them. */
function completeInBash(...words: readonly string[]): string[] {
  const script = `
expand-contract() { "${process.execPath}" "${join(folder, "package/dist/src/bin.js")}" "$@"; }
${formatCompletionScript("bash")}
COMP_WORDS=(expand-contract ${words.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${words.length}
_expand_contract
(( \${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "\${COMPREPLY[@]}"
complete -p expand-contract`;
  // Its login shell is another: what is asked is the shell that runs.
  const env = { ...process.env, SHELL: "/bin/zsh" };
  const said = execFileSync("bash", ["--norc", "-c", script], { cwd: folder, env, encoding: "utf8" });
  const lines = said.trimEnd().split("\n");
  expect(lines.pop()).toBe("complete -o default -F _expand_contract expand-contract");
  return lines;
}

describe.skipIf(process.platform === "win32")("in a real bash", () => {
  it("proposes commands, options, values and ids", () => {
    expect(completeInBash("s")).toEqual(["scan", "status"]);
    expect(completeInBash("scan", "--form")).toEqual(["--format"]);
    expect(completeInBash("status", "--format", "=", "j")).toEqual(["json"]);
    expect(completeInBash("ratchet", "accept", "--change", "")).toEqual(["legacy-dsn"]);
  });
  it("leaves files to bash", () => {
    expect(completeInBash("ratchet", "src/")).toEqual([]);
  });
});
