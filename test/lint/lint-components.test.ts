import { join } from "node:path";
import * as astroParser from "astro-eslint-parser";
import { ESLint, type Linter } from "eslint";
import * as svelteParser from "svelte-eslint-parser";
import * as typescriptParser from "@typescript-eslint/parser";
import { expect, it } from "vitest";
import vueParser from "vue-eslint-parser";
import plugin from "../../src/index.js";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { formatManifest, writeProject } from "./lint-text.js";

const CHANGES = {
  button: { kind: "symbol", old: "@acme/ui#OldButton" },
  price: { kind: "symbol", old: "./src/price.ts#finalPrice" },
  card: { kind: "symbol", old: "./src/OldCard.vue#default" },
  name: { kind: "column", old: "users.name" },
  dsn: { kind: "config", old: "LEGACY_DSN" },
};

const FILES = {
  "expand-contract.json": formatManifest(CHANGES),
  "db/migrations/0001_users.sql": "create table users (id int, name text);\n",
  "src/price.ts": "export const finalPrice = (order: { total: number }) => order.total;\n",
  "src/index.ts": 'export { finalPrice } from "./price";\nexport { default as Card } from "./OldCard.vue";\n',
  "src/OldCard.vue":
    '<script setup lang="ts">\ndefineProps<{ title: string }>();\n</script>\n<template><b /></template>\n',
  "src/use.ts": 'import { Card } from "./index";\nexport const cards = [Card];\n',
  "src/Order.vue": `<script lang="ts">
export const dsn = process.env.LEGACY_DSN;
</script>
<script setup lang="ts">
import { OldButton } from "@acme/ui";
import { Card, finalPrice } from "./index";
const props = defineProps<{ order: { total: number } }>();
</script>
<template>
  <section v-if="finalPrice(props.order) > 0">
    <old-button v-for="finalPrice in [1]" :key="finalPrice" />
    <Card :title="\`\${finalPrice(props.order)}\`" @click="finalPrice(order)" />
  </section>
</template>
`,
  "src/Legacy.vue": `<template><old-button>{{ finalPrice }}</old-button></template>
<script>
import { OldButton } from "@acme/ui";
import { finalPrice } from "./price";
export default { components: { OldButton }, computed: { price() { return finalPrice(this.order); } } };
</script>
`,
  "src/routes/+page.svelte": `<script lang="ts">
  import { OldButton } from "@acme/ui";
  import { finalPrice } from "../price";
  let { orders } = $props();
</script>
{#each orders as order (order.id)}
  <OldButton title={finalPrice(order)} />
{/each}
`,
  "src/pages/users.astro": `---
import { OldButton } from "@acme/ui";
import { pool } from "../pool";
const { rows } = await pool.query("select id, name from users");
---
<ul>{rows.map((row) => <li><OldButton title={row.name} />{import.meta.env.LEGACY_DSN}</li>)}</ul>
`,
};

const SCRIPTS: Linter.LanguageOptions = { parser: typescriptParser };
const PARSERS: readonly (readonly [string, Linter.Parser])[] = [
  ["**/*.vue", vueParser],
  ["**/*.svelte", svelteParser],
  ["**/*.astro", astroParser],
];

async function lint(root: string): Promise<string[]> {
  const parserOptions = { parser: typescriptParser };
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: SCRIPTS },
      ...PARSERS.map(([files, parser]) => ({ files: [files], languageOptions: { parser, parserOptions } })),
      plugin.configs.strict,
      { rules: { "expand-contract/no-reference-past-sunset": "off" } },
    ],
  });
  const results = await eslint.lintFiles(["src"]);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, message }) => {
        const [, verb, old] = /^This (\S+) (\S+), which goes away/.exec(message) ?? [];
        return `${filePath.slice(root.length + 1)}:${line}:${column} ${old === undefined ? message : verb}`;
      }),
    )
    .sort();
}

async function scan(root: string): Promise<string[]> {
  const manifest = readManifest(join(root, "expand-contract.json"));
  const { references, problems } = await scanTree(openWorkingTree(root), manifest);
  const verbs = { read: "reads", write: "writes", call: "calls", import: "imports", export: "re-exports" };
  return [
    ...references.map(
      ({ file, line, column, access }) =>
        `${file}:${line}:${column} ${Object.entries(verbs).find(([name]) => name === access)?.[1] ?? access}`,
    ),
    ...problems.map(({ file, message }) => `${file} ${message}`),
  ].sort();
}

it("finds the same references in components when linting and scanning", async () => {
  const root = writeProject(FILES);
  const scanned = await scan(root);
  expect(await lint(root)).toEqual(scanned);
  expect(scanned).toMatchInlineSnapshot(`
    [
      "src/Legacy.vue:1:12 calls",
      "src/Legacy.vue:5:32 reads",
      "src/Legacy.vue:5:74 calls",
      "src/Order.vue:10:18 calls",
      "src/Order.vue:11:6 calls",
      "src/Order.vue:12:22 calls",
      "src/Order.vue:12:57 calls",
      "src/Order.vue:12:6 calls",
      "src/Order.vue:2:32 reads",
      "src/index.ts:1:10 re-exports",
      "src/index.ts:2:10 re-exports",
      "src/pages/users.astro:4:47 reads",
      "src/pages/users.astro:6:29 calls",
      "src/pages/users.astro:6:50 reads",
      "src/pages/users.astro:6:75 reads",
      "src/routes/+page.svelte:7:21 calls",
      "src/routes/+page.svelte:7:4 calls",
      "src/use.ts:2:23 reads",
    ]
  `);
});
