import { join } from "node:path";
import { expect, it } from "vitest";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { listReferences } from "./scan-repo.js";

it("follows the environment and settings through modules, and finds them in what deploys", async () => {
  const root = join(import.meta.dirname, "../../fixtures/lint/settings");
  const result = await scanTree(openWorkingTree(root), readManifest(join(root, "expand-contract.json")));
  expect(listReferences(result)).toEqual([
    "legacy-dsn Dockerfile:2:5 write",
    "legacy-dsn Dockerfile:3:5 write",
    "legacy-dsn Dockerfile:3:18 read",
    "legacy-dsn Dockerfile:5:12 read",
    "legacy-dsn compose.yml:8:19 read",
    "legacy-dsn compose.yml:8:19 write",
    "legacy-dsn config/custom-environment-variables.json:1:43 read",
    "legacy-dsn config/production.ts:1:53 read",
    "legacy-dsn package.json:4:15 write",
    "legacy-dsn package.json:5:26 read",
    "legacy-dsn src/app.module.ts:10:36 read",
    "legacy-dsn src/app.module.ts:22:29 read",
    "legacy-dsn src/billing.ts:7:30 read",
    "legacy-dsn src/configuration-service.ts:4:58 read",
    "legacy-dsn src/database.ts:5:15 read",
    "legacy-dsn src/database.ts:6:16 read",
    "legacy-dsn src/database.ts:7:20 read",
    "legacy-dsn src/env.ts:5:13 read",
    "legacy-dsn src/report.ts:10:37 read",
    "legacy-dsn src/settings.ts:4:67 read",
    "legacy-dsn src/worker.cjs:3:35 read",
    "legacy-mode config/custom-environment-variables.json:1:17 write",
    "legacy-mode config/default.json:3:17 write",
    "legacy-mode config/production.ts:1:29 write",
    "legacy-mode src/app.module.ts:5:55 write",
    "legacy-mode src/app.module.ts:9:41 write",
    "legacy-mode src/app.module.ts:21:23 read",
    "legacy-mode src/app.module.ts:21:75 read",
    "legacy-mode src/billing.ts:5:11 read",
    "legacy-mode src/billing.ts:6:21 read",
    "legacy-mode src/settings.ts:4:14 write",
  ]);
  expect(result.excluded.map(({ file, line }) => `${file}:${line}`)).toEqual(["compose.yml:5"]);
});
