import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

type ScopeManagerModule = Pick<typeof import("@typescript-eslint/scope-manager"), "analyze">;

/** Loaded with the first script: a linter has scopes of its own. */
export function loadScopeManager(): ScopeManagerModule {
  const module: unknown = require("@typescript-eslint/scope-manager");
  if (!isScopeManager(module)) throw new TypeError("@typescript-eslint/scope-manager has no analyze");
  return module;
}

function isScopeManager(value: unknown): value is ScopeManagerModule {
  return typeof value === "object" && value !== null && "analyze" in value;
}
