import { defineConfig } from "rolldown";

/**
 * Some 700 modules of this package become about 90: loading them one by one takes longer than a scan that the cache answers, and every
 * ESLint worker and every command loads them anew. Dependencies stay what they are.
 */
export default defineConfig({
  input: {
    "src/bin": "src/bin.ts",
    "src/index": "src/index.ts",
    // A thread's own file: it stands beside the chunks, one of which starts it.
    "src/scan-worker": "src/repos/scan-worker.ts",
    "src/manifest/write-schema": "src/manifest/write-schema.ts",
  },
  // What makes a rule is brought along, since as a dependency it would bring ESLint and TypeScript to those who only want the command, and refuse TypeScript 7.
  external: (id) => /^[^./]/.test(id) && id !== "@typescript-eslint/utils/eslint-utils",
  platform: "node",
  output: { dir: "dist", format: "esm", chunkFileNames: "src/[name]-[hash].js", cleanDir: true },
});
