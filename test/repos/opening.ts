import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Repo } from "../../src/manifest/manifest.js";
import { openRepo, type OpenRepoOptions } from "../../src/repos/open-repo.js";
import { isFailed } from "../../src/repos/opened-repo.js";

/** A folder for a test's repositories and for the cache of its mirrors. */
export class Opening {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-repos-")));
  readonly cacheFolder = join(this.root, "cache");

  /** What a repo holds and how it was opened, or why it could not be. */
  async open(repo: Omit<Repo, "name"> & { name?: string }, options: Partial<OpenRepoOptions> = {}) {
    const opened = await openRepo(
      { name: "web", ...repo },
      { root: this.root, cacheFolder: this.cacheFolder, env: ENV, allowsLoopback: true, ...options },
    );
    if (isFailed(opened)) return { kind: opened.kind, message: opened.message };
    const { tree, commit } = opened;
    try {
      const { entries, skipped } = await tree.list();
      const texts: Record<string, string | undefined> = {};
      for await (const [entry, text] of tree.read(entries)) texts[entry.path] = text;
      return { name: tree.name, commit, texts, skipped };
    } finally {
      await tree.close();
    }
  }

  /** The one mirror that there is. */
  getMirror(): string {
    const [name = "none"] = this.listMirrors();
    return join(this.cacheFolder, "repos", name);
  }

  listMirrors(): string[] {
    return readdirSync(join(this.cacheFolder, "repos")).sort();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The user's own configuration of git must not decide a test. */
export const ENV = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
