// One scan in a process of its own, without the command line around it: node bench/scan-once.mjs DIST ROOT [REF] [CACHE_FOLDER]
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [dist, root, ref = "", folder = ""] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(dist, "src", path)).href);
const [{ loadManifest }, { scanTree }] = await Promise.all([
  load("scan/load-manifest.js"),
  load("scan/scan-tree.js"),
]);
const path = join(root, "expand-contract.json");
const manifest = await loadManifest(readFileSync(path, "utf8"), "expand-contract.json", folder);
const tree =
  ref === ""
    ? (await load("trees/working-tree.js")).openWorkingTree(root)
    : await (await load("trees/git-tree.js")).openGitTree(root, ref);
const options =
  folder === ""
    ? {}
    : {
        cache: (await load("scan/scan-cache.js")).openScanCache({
          folder,
          root,
          manifestHash: manifest.hash,
        }),
      };
const { references, problems } = await scanTree(tree, manifest, options);
await tree.close();
console.log(
  JSON.stringify({
    references: references.length,
    problems: problems.length,
    peak: process.resourceUsage().maxRSS,
  }),
);
