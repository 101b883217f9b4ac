// One run of ESLint in a process of its own: node lint-once.mjs ROOT PARSER PLUGIN|none. Prints what ESLint's own statistics say, and the CPU time.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ESLint } from "eslint";
import { builtinRules } from "eslint/use-at-your-own-risk";
import typescript from "typescript-eslint";

const [root, parser, pluginFile] = process.argv.slice(2);
const plugin = pluginFile === "none" ? undefined : (await import(pathToFileURL(pluginFile).href)).default;

const rules = [...builtinRules].filter(([, { meta }]) => meta.docs?.recommended);
const RECOMMENDED = { rules: Object.fromEntries(rules.map(([name]) => [name, "error"])) };
const isPlain = parser === "espree";
const TYPED = { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } } };
const eslint = new ESLint({
  cwd: root,
  stats: true,
  overrideConfigFile: true,
  overrideConfig: [
    // They declare the old names.
    { ignores: ["packages/core/src/legacy-*"] },
    ...(isPlain ? [RECOMMENDED] : typescript.configs.recommended),
    ...(parser === "typed" ? [TYPED] : []),
    ...(plugin === undefined ? [] : [plugin.configs.recommended]),
  ],
});
const results = await eslint.lintFiles([isPlain ? "packages/**/*.mjs" : "packages/**/*.ts"]);
const files = results.map(({ stats, messages }) => {
  const [{ parse, rules = {} }] = stats.times.passes;
  const all = Object.entries(rules);
  const own = all.filter(([rule]) => rule.startsWith("expand-contract/"));
  return {
    total: parse.total + sumTimes(all),
    own: sumTimes(own),
    found: messages.filter(({ ruleId }) => ruleId?.startsWith("expand-contract/")).length,
  };
});
writeFileSync(1, JSON.stringify({ files, user: process.cpuUsage().user / 1000 }));

function sumTimes(entries) {
  return entries.reduce((sum, [, time]) => sum + time.total, 0);
}
