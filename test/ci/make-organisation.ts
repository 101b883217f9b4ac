import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { runGit } from "../gate/git-story.js";

/** The organisation as a server would have it: `api` with its manifest, which names `worker` and `web` by URL. Returns the path of `api`. */
export function makeOrganisation(folder: string): string {
  const api = makeRepo(folder, "api");
  const [worker, web] = ["worker", "web"].map((name) => pathToFileURL(makeRepo(folder, name)).href);
  const manifest = readFileSync(join(api, "expand-contract.json"), "utf8");
  const repos = `"repos": [{ "name": "worker", "url": "${worker}" }, { "name": "web", "url": "${web}" }]`;
  writeFileSync(join(api, "expand-contract.json"), manifest.replace(/"repos": \[.*?\]/s, repos));
  runGit(api, ["commit", "--quiet", "-am", "Name the others by URL"], "2026-08-21");
  return api;
}
