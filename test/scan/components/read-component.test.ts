import { describe, expect, test } from "vitest";
import { change } from "../../support/parse.js";
import { findReferences } from "./find-references.js";

const HELPER = change("symbol", "@acme/ui#oldHelper");
const BUTTON = change("symbol", "@acme/ui#OldButton");
const IMPORT = 'import { OldButton, oldHelper as help } from "@acme/ui";';

describe("a Vue template", () => {
  const inSetup = (template: string, ...changes: Parameters<typeof findReferences>[2]) =>
    findReferences(
      "a.vue",
      `<template>${template}</template>\n<script setup lang="ts">\n${IMPORT}\n</script>\n`,
      changes,
    );

  test("uses what the setup script imports, unless it declares the name itself", () => {
    expect(inSetup('<b v-if="help">{{ help(1) }}</b>', HELPER)).toEqual(["read 1:20 help", "call 1:29 help"]);
    expect(inSetup('<b v-for="help in list">{{ help }}</b>', HELPER)).toEqual(["import 3:21 oldHelper"]);
    expect(inSetup('<b v-slot="{ help }">{{ help }}</b>', HELPER)).toEqual(["import 3:21 oldHelper"]);
  });

  test("reads and writes what v-model binds", () => {
    expect(inSetup('<b v-model="help" :x="1" />', HELPER)).toEqual(["read 1:23 help", "write 1:23 help"]);
    expect(inSetup('<b :model="help" />', HELPER)).toEqual(["read 1:22 help"]);
  });

  test("calls a component by its tag, in kebab case, too", () => {
    expect(inSetup("<old-button /><OldButton /><older-button />", BUTTON)).toEqual([
      "call 1:12 old-button",
      "call 1:26 OldButton",
    ]);
  });

  test("without setup knows components alone, by their registration", () => {
    const script = (options: string) =>
      findReferences(
        "a.vue",
        `<template><OldButton>{{ help }}</OldButton></template>\n<script>\n${IMPORT}\nexport default { ${options} };\n</script>\n`,
        [BUTTON, HELPER],
      );
    expect(script("components: { OldButton }")).toEqual([
      "call 1:12 OldButton",
      "read 4:32 OldButton",
      "import 3:21 oldHelper",
    ]);
    expect(script("")).toEqual(["import 3:10 OldButton", "import 3:21 oldHelper"]);
  });

  test("keeps its places with CRLF and behind a byte order mark", () => {
    const text = `\uFEFF<script setup>\r\n${IMPORT}\r\n</script>\r\n<template>\r\n  {{ help(1) }}\r\n</template>\r\n`;
    expect(findReferences("a.vue", text, [HELPER])).toEqual(["call 5:6 help"]);
  });

  test("is no file to count when an expression of it does not parse", () => {
    expect(() => inSetup('<b :x="help(" />', HELPER)).toThrow("a.vue:1:");
  });
});

describe("Svelte's markup", () => {
  const inMarkup = (markup: string, ...changes: Parameters<typeof findReferences>[2]) =>
    findReferences("a.svelte", `<script lang="ts">\n${IMPORT}\n</script>\n${markup}\n`, changes);

  test("uses what the script imports, unless a block declares the name itself", () => {
    expect(inMarkup("{#if help(1)}{help}{/if}", HELPER)).toEqual(["call 4:6 help", "read 4:15 help"]);
    expect(inMarkup("{#each list as help}{help}{/each}", HELPER)).toEqual(["import 2:21 oldHelper"]);
    expect(inMarkup("{#snippet row(help)}{help}{/snippet}", HELPER)).toEqual(["import 2:21 oldHelper"]);
  });

  test("reads and writes what it binds, and reads stores by their dollar", () => {
    expect(inMarkup("<input bind:value={help} />", HELPER)).toEqual(["read 4:20 help", "write 4:20 help"]);
    expect(inMarkup("{$help}", HELPER)).toEqual(["read 4:2 $help"]);
  });

  test("calls components, actions and what {@render} renders", () => {
    expect(inMarkup("<OldButton /><oldbutton />", BUTTON)).toEqual(["call 4:2 OldButton"]);
    expect(inMarkup("<p use:help={1} />{@render help(1)}", HELPER)).toEqual([
      "call 4:8 help",
      "call 4:28 help",
    ]);
  });
});

describe("Astro's markup", () => {
  test("is JSX under the frontmatter, with scripts of the browser in it", () => {
    const text = `---\n${IMPORT}\n---\n<OldButton {help} a={list.map((help) => <b>{help}</b>)} />\n<script>\n  import { oldHelper } from "@acme/ui";\n  oldHelper(1);\n</script>\n`;
    expect(findReferences("a.astro", text, [BUTTON, HELPER])).toEqual([
      "call 4:2 OldButton",
      "read 4:13 help",
      "call 7:3 oldHelper",
    ]);
  });
});

test("a comment in the markup takes the line below out", () => {
  const text = `<script setup>\n${IMPORT}\n</script>\n<template>\n  <!-- expand-contract: not @acme/ui#oldHelper because it is a mock -->\n  {{ help(1) }}\n  {{ help(2) }}\n</template>\n`;
  expect(findReferences("a.vue", text, [HELPER])).toEqual(["call 7:6 help"]);
});
