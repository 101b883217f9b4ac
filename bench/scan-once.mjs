// One scan in a process of its own, without the command line around it. Bundled by build-bench.mjs: node scan-once.js ROOT [REF] [CACHE_FOLDER]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../src/scan/load-manifest.js";
import { scanTree } from "../src/scan/scan-tree.js";

const [root, ref = "", folder = ""] = process.argv.slice(2);
const path = join(root, "expand-contract.json");
const manifest = await loadManifest(readFileSync(path, "utf8"), "expand-contract.json", folder || undefined);
const cache = folder === "" ? undefined : await openCache();
const tree = await openTree();
const { references, problems } = await scanTree(tree, manifest, cache && { cache });
await tree.close();
console.log(
  JSON.stringify({
    references: references.length,
    problems: problems.length,
    peak: process.resourceUsage().maxRSS,
  }),
);

async function openTree() {
  if (ref !== "") return (await import("../src/trees/git-tree.js")).openGitTree(root, ref);
  return (await import("../src/trees/working-tree.js")).openWorkingTree(root);
}

async function openCache() {
  const { openScanCache } = await import("../src/scan/scan-cache.js");
  return openScanCache({ folder, root, manifestHash: manifest.hash });
}
