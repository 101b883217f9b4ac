import { existsSync } from "node:fs";
import { defineConfig, globalIgnores } from "eslint/config";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import tseslint from "typescript-eslint";
import layers from "./eslint.layers.js";

/** Our own plugin as it is published. Before the first build there is none. */
const OWN = "./dist/src/index.js";
const own = existsSync(new URL(OWN, import.meta.url))
  ? [(await import(OWN)).default.configs.recommended]
  : [];

const SHELL =
  "The core gets data and gives data: files, processes, clock and output belong to src/cli, src/trees and src/lint.";

export default defineConfig(
  globalIgnores(["dist/", "fixtures/", "coverage/", ".bench/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  tseslint.configs.strict,
  {
    files: ["src/**/*.ts", "rules/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `node.type === "Program"` is how ESTree is read, with and without the enum at hand.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      // Methods here belong to plain objects that close over their state: none uses `this`.
      "@typescript-eslint/unbound-method": "off",
      // An interface may be asynchronous for the sake of another of its implementations.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    files: ["src/{ast,catalog,references}/**/*.ts"],
    // Trees come from several parsers, and not all of them have what the types promise (`decorators`, `importKind`).
    rules: { "@typescript-eslint/no-unnecessary-condition": "off" },
  },
  {
    name: "layers",
    files: ["src/**/*.ts"],
    plugins: { layers },
    rules: { "layers/one-way-imports": "error" },
  },
  {
    name: "core",
    files: ["src/{ast,catalog,manifest,migrations,modules,ratchet,references,report,sql,status}/**/*.ts"],
    // Finding and reading the manifest, and writing its schema, are the disk's part of that folder.
    ignores: ["src/manifest/find-manifest.ts", "src/manifest/read-*.ts", "src/manifest/write-schema.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", { name: "process", message: SHELL }],
      "no-restricted-imports": [
        "error",
        {
          paths: ["node:fs", "node:fs/promises", "node:child_process", "node:process"].map((name) => ({
            name,
            message: SHELL,
          })),
        },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: SHELL },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: SHELL },
      ],
    },
  },
  { files: ["rules/**/*.ts"], extends: [eslintPlugin.configs.recommended] },
  own,
);
