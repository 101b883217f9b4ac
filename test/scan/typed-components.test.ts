import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { writeFiles } from "../lint/lint-text.js";
import { createManifest } from "./scan-repo.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-typed-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("members in a component's script are settled by types; in its template they stay open", async () => {
  writeFiles(root, {
    "src/order.ts": "export interface Order { amt: number }\nexport interface Bill { amt: number }\n",
    "src/a.vue": `<script setup lang="ts">
import type { Bill, Order } from "./order";
const { order } = defineProps<{ order: Order }>();
const f = (o: Order, b: Bill) => [o.amt, b.amt];
</script>
<template>{{ order.amt }}</template>
`,
  });
  const manifest = createManifest({ amt: { kind: "symbol", old: "./src/order.ts#Order.amt" } });
  const { references } = await scanTree(openWorkingTree(root), manifest);
  expect(references.map(({ line, column, certainty }) => `${line}:${column} ${certainty}`)).toEqual([
    "4:37 resolved",
    "6:20 unresolved",
  ]);
});
