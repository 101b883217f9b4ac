import type { Surroundings } from "../trees/surroundings.js";
import { readPackageJson } from "./package-manager.js";

export const HOOK_TOOLS = ["husky", "lefthook", "pre-commit", "simple-git-hooks"] as const;
export type HookTool = (typeof HOOK_TOOLS)[number];

/** What runs before each commit here. */
export interface Hooks {
  readonly tool: HookTool;
  /** Where its commands stand. */
  readonly file: string;
  readonly isSetUp: boolean;
}

/** Names that the tools themselves look for: https://lefthook.dev/configuration, https://pre-commit.com, https://typicode.github.io/husky. */
const FILES: readonly (readonly [HookTool, string])[] = [
  ...["", "."].flatMap((dot) =>
    ["yml", "yaml", "toml", "json"].map((extension) => ["lefthook", `${dot}lefthook.${extension}`] as const),
  ),
  ["pre-commit", ".pre-commit-config.yaml"],
  ["pre-commit", ".pre-commit-config.yml"],
];

export function findHooks(around: Surroundings): Hooks | undefined {
  for (const level of around.levels) {
    const found = findHooksOf(around, level);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findHooksOf(around: Surroundings, level: string): Hooks | undefined {
  if (around.has(`${level}.husky`)) return describe(around, "husky", `${level}.husky/pre-commit`);
  for (const [tool, file] of FILES) if (around.has(level + file)) return describe(around, tool, level + file);
  const json = readPackageJson(around, level);
  if (json?.["simple-git-hooks"] === undefined) return undefined;
  return describe(around, "simple-git-hooks", `${level}package.json`);
}

/** Its package stands in package.json too, so only a command counts. */
function describe(around: Surroundings, tool: HookTool, file: string): Hooks {
  const text = around.readText(file) ?? "";
  return { tool, file, isSetUp: /expand-contract["']?\s+ratchet|id:\s*expand-contract/.test(text) };
}
