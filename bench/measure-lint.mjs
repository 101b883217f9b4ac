import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { generateRepo } from "./generate-repo.mjs";
import { measureInTurns } from "./measure.mjs";

const require = createRequire(import.meta.url);

/** Milliseconds that ESLint takes with its recommended rules for files that mention no old name, with and without the plugin. */
export function measureLint(work, dist, { files, rounds }) {
  const root = join(work, "lint");
  mkdirSync(root);
  generateRepo(root, { files, share: 0 });
  const withPlugin = writeConfig(root, "with", { plugin: join(dist, "src/index.js") });
  const without = writeConfig(root, "without", {});
  const eslint = join(dirname(require.resolve("eslint/package.json")), "bin/eslint.js");
  const lint = (config) => ({
    program: process.execPath,
    args: [eslint, "--config", config, "packages"],
    cwd: root,
    statuses: [0, 1],
  });
  const medians = measureInTurns(
    [
      { name: "with", ...lint(withPlugin) },
      { name: "without", ...lint(without) },
    ],
    rounds,
  );
  return { with: medians.get("with"), without: medians.get("without") };
}

function writeConfig(root, name, { plugin }) {
  const path = join(root, `eslint.${name}.mjs`);
  const url = (file) => JSON.stringify(pathToFileURL(file).href);
  const more = plugin === undefined ? "" : `...[plugin.configs.recommended].flat(),`;
  writeFileSync(
    path,
    `import typescript from ${url(require.resolve("typescript-eslint"))};
${plugin === undefined ? "" : `import plugin from ${url(plugin)};`}
export default [...typescript.configs.recommended, ${more}];
`,
  );
  return path;
}
