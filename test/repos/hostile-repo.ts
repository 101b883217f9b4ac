import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { TemporaryRepo } from "../trees/temporary-repo.js";

/** A repository that tries to run something by every way that git, Node's tools and ours know. Whatever runs leaves a file in `marks`. */
export interface HostileRepo {
  readonly repo: TemporaryRepo;
  readonly commit: string;
  /** What has run. */
  listMarks(): readonly string[];
}

const HOOKS = [
  ...[
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
  ],
  ...["post-index-change", "post-merge", "post-receive", "post-rewrite", "post-update", "pre-auto-gc"],
  ...["pre-commit", "pre-merge-commit", "pre-push", "pre-rebase", "pre-receive", "prepare-commit-msg"],
  ...["proc-receive", "push-to-checkout", "reference-transaction", "sendemail-validate", "update"],
];

export function createHostileRepo(): HostileRepo {
  const repo = new TemporaryRepo().init();
  const marks = new TemporaryRepo();
  const mark = (name: string) => `touch ${marks.path(name)}`;
  writeTree(repo, mark);
  repo.commit();
  const commit = addOddNames(repo);
  for (const hook of HOOKS) {
    repo.write(`.git/hooks/${hook}`, `#!/bin/sh\n${mark(`hook-${hook}`)}\n`);
    chmodSync(repo.path(`.git/hooks/${hook}`), 0o755);
  }
  for (const [key, value] of getConfig(repo, mark)) repo.git("config", "--add", key, value);
  // From here on git itself would run things.
  repo.write("src/a.ts", "process.env.LEGACY_DSN; // changed\n");
  return {
    repo,
    commit,
    listMarks: () => (existsSync(marks.root) ? readdirSync(marks.root).sort() : []),
  };
}

function writeTree(repo: TemporaryRepo, mark: (name: string) => string): void {
  const run = (name: string) => `require("node:child_process").execSync(${JSON.stringify(mark(name))})`;
  repo
    .write("src/a.ts", "process.env.LEGACY_DSN;\n")
    .write(".gitattributes", "* filter=evil diff=evil merge=evil\n*.bin filter=lfs diff=lfs merge=lfs\n")
    .write("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n")
    .write(".lfsconfig", "[lfs]\n\turl = https://127.0.0.1:1/\n")
    .write(
      ".gitmodules",
      `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c ${mark("submodule").replace(" ", "% ")}\n`,
    )
    .write("eslint.config.js", run("eslint-config"))
    .write(".eslintrc.js", run("eslintrc"))
    .write("prettier.config.js", run("prettier-config"))
    .write("drizzle.config.ts", run("drizzle-config"))
    .write("knexfile.js", run("knexfile"))
    .write("next.config.js", run("next-config"))
    .write("vite.config.ts", run("vite-config"))
    .write(".pnpmfile.cjs", run("pnpmfile"))
    .write("node_modules/evil/package.json", '{ "name": "evil", "main": "index.js" }')
    .write("node_modules/evil/index.js", run("plugin"))
    .write(
      "tsconfig.json",
      '{ "extends": "evil/tsconfig.js", "compilerOptions": { "plugins": [{ "name": "evil", "transform": "evil" }] } }',
    )
    .write(
      "package.json",
      JSON.stringify({
        name: "hostile",
        scripts: Object.fromEntries(
          ["preinstall", "install", "postinstall", "prepare", "prepublish", "build", "test", "lint"].map(
            (name) => [name, mark(`script-${name}`)],
          ),
        ),
      }),
    );
  symlinkSync("/etc/passwd", repo.path("src/passwd.ts"));
  mkdirSync(repo.path("up"));
  symlinkSync("../../../../..", repo.path("up/root"));
}

/** Names that no working tree may have, straight into git's objects. */
function addOddNames(repo: TemporaryRepo): string {
  const blob = repo.git("rev-parse", "HEAD:src/a.ts").trim();
  const listed = repo.git("ls-tree", "-z", "HEAD");
  const names = ["new\nline.ts", "..", ".git", ".GIT", "tab\t.ts", "-n.ts", "a\u202etxt.ts"];
  const odd = names.map((name) => `100644 blob ${blob}\t${name}\0`).join("");
  const mktree = ["mktree", "-z"];
  const tree = execFileSync("git", mktree, { cwd: repo.root, input: listed + odd })
    .toString()
    .trim();
  const commit = repo.git("commit-tree", "-p", "HEAD", "-m", "Odd names", tree).trim();
  repo.git("update-ref", "refs/heads/main", commit);
  return commit;
}

function getConfig(repo: TemporaryRepo, mark: (name: string) => string): [string, string][] {
  const included = repo.path(".git/more");
  repo.write(".git/more", `[filter "more"]\n\tprocess = ${mark("included-filter")}\n`);
  const evil = `ext::sh -c ${mark("promisor").replace(" ", "% ")}`;
  return [
    ["core.fsmonitor", mark("fsmonitor")],
    ["core.sshCommand", mark("ssh")],
    ["core.pager", mark("pager")],
    ["core.editor", mark("editor")],
    ["core.askPass", mark("askpass")],
    ["core.gitProxy", mark("git-proxy")],
    ["core.alternateRefsCommand", mark("alternate-refs")],
    ["credential.helper", `!${mark("credential")}`],
    ["diff.external", mark("diff-external")],
    ["diff.evil.textconv", mark("textconv")],
    ["diff.evil.command", mark("diff-command")],
    ["merge.evil.driver", mark("merge-driver")],
    ["filter.evil.clean", `${mark("filter-clean")}; cat`],
    ["filter.evil.smudge", `${mark("filter-smudge")}; cat`],
    ["filter.evil.process", mark("filter-process")],
    ["filter.lfs.process", mark("lfs-process")],
    ["filter.lfs.clean", `${mark("lfs-clean")}; cat`],
    ["filter.lfs.smudge", `${mark("lfs-smudge")}; cat`],
    ["uploadpack.packObjectsHook", mark("pack-objects-hook")],
    ["alias.ls-files", `!${mark("alias")}`],
    ["alias.fetch", `!${mark("alias")}`],
    ["gpg.program", mark("gpg")],
    ["include.path", included],
    ["remote.evil.url", evil],
    ["remote.evil.promisor", "true"],
    ["remote.evil.uploadpack", mark("remote-uploadpack")],
    ["remote.near.url", "file:///nowhere"],
    ["remote.near.promisor", "true"],
    ["remote.near.uploadpack", `${mark("near-uploadpack")};`],
    ["protocol.ext.allow", "always"],
    ["protocol.allow", "always"],
    ["submodule.x.url", evil],
    ["submodule.x.update", `!${mark("submodule-update")}`],
    ["submodule.recurse", "true"],
  ];
}
