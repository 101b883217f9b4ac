import { defineConfig } from "rolldown";

/**
 * Dependencies that are brought along, with their licences in THIRD_PARTY_LICENSES. What makes a rule would, as a dependency, bring ESLint and TypeScript to
 * those who only want the command, and refuse TypeScript 7; of zod a thirtieth is used, which loads in half the time.
 */
const BUNDLED = new Set(["@typescript-eslint/utils/eslint-utils", "zod"]);

/**
 * Some 700 modules of this package become about 90: loading them one by one takes longer than a scan that the cache answers, and every
 * ESLint worker and every command loads them anew. Other dependencies stay what they are.
 */
export default defineConfig({
  input: {
    "src/bin": "src/bin.ts",
    "src/index": "src/index.ts",
    // A thread's own file: it stands beside the chunks, one of which starts it.
    "src/scan-worker": "src/repos/scan-worker.ts",
    "src/manifest/write-schema": "src/manifest/write-schema.ts",
  },
  external: (id) => /^[^./]/.test(id) && !BUNDLED.has(id),
  platform: "node",
  output: { dir: "dist", format: "esm", chunkFileNames: "src/[name]-[hash].js", cleanDir: true },
});
