import { BrokenFileError } from "../errors.js";
import { parseJsonDocument } from "../manifest/json-document.js";
import type { Surroundings } from "../trees/surroundings.js";

export const PACKAGE = "eslint-plugin-expand-contract";

const MANAGERS = ["npm", "pnpm", "yarn", "bun"] as const;
type ManagerName = (typeof MANAGERS)[number];

/** How this repository runs and installs what it depends on. */
export interface PackageManager {
  readonly name: ManagerName;
  /** What runs a command of a package: `pnpm exec`. */
  readonly exec: string;
  /** What installs this package here: `pnpm add -D -w eslint-plugin-expand-contract`. */
  readonly install: string;
  /** Packages lie in archives that no path leads into. */
  readonly isPnp: boolean;
  readonly isWorkspaceRoot: boolean;
  readonly isInstalled: boolean;
  readonly hasPackageJson: boolean;
}

const LOCK_FILES: readonly (readonly [file: string, name: ManagerName])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** By `packageManager`, else by lock files, the nearest first; npm where nothing says. Throws a BrokenFileError for a package.json that is no JSON. */
export function findPackageManager(around: Surroundings): PackageManager {
  const { name, level } = around.levels
    .map((one) => ({ name: findManagerOf(around, one), level: one }))
    .find((found) => found.name !== undefined) ?? { name: undefined, level: "" };
  return describeManager(around, name ?? "npm", level);
}

function findManagerOf(around: Surroundings, level: string): ManagerName | undefined {
  const json = readPackageJson(around, level);
  const named = [getText(json, ["packageManager"]), getText(json, ["devEngines", "packageManager", "name"])]
    .map((text) => MANAGERS.find((manager) => text === manager || text?.startsWith(`${manager}@`)))
    .find((manager) => manager !== undefined);
  return named ?? LOCK_FILES.find(([file]) => around.has(level + file))?.[1];
}

const EXEC = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" } as const;

function describeManager(around: Surroundings, name: ManagerName, level: string): PackageManager {
  const own = readPackageJson(around, "");
  const isWorkspaceRoot = own?.["workspaces"] !== undefined || around.has("pnpm-workspace.yaml");
  const isBerry = around.has(`${level}.yarnrc.yml`);
  const add = {
    npm: "npm install --save-dev",
    pnpm: isWorkspaceRoot ? "pnpm add -D -w" : "pnpm add -D",
    // Yarn 1 asks whoever adds to the root of workspaces whether they mean it.
    yarn: isWorkspaceRoot && !isBerry ? "yarn add -D -W" : "yarn add -D",
    bun: "bun add -d",
  }[name];
  return {
    name,
    exec: EXEC[name],
    install: `${add} ${PACKAGE}`,
    isPnp: name === "yarn" && around.levels.some((one) => around.has(`${one}.pnp.cjs`)),
    isWorkspaceRoot,
    hasPackageJson: around.levels.some((one) => around.has(`${one}package.json`)),
    isInstalled: around.levels.some((one) => dependsOnUs(readPackageJson(around, one))),
  };
}

function dependsOnUs(json: Json | undefined): boolean {
  return ["dependencies", "devDependencies"].some((field) => getText(json, [field, PACKAGE]) !== undefined);
}

type Json = Readonly<Record<string, unknown>>;

/** Undefined where there is none. Throws a BrokenFileError that says where it is broken. */
export function readPackageJson(around: Surroundings, level: string): Json | undefined {
  const file = `${level}package.json`;
  const text = around.readText(file);
  if (text === undefined) return undefined;
  const { value, syntaxProblems } = parseJsonDocument(text);
  if (syntaxProblems.length > 0) throw new BrokenFileError(file, syntaxProblems);
  if (isRecord(value)) return value;
  throw new BrokenFileError(file, [
    { line: 1, column: 1, message: "It holds no object: a package.json is { … }." },
  ]);
}

function getText(json: unknown, path: readonly string[]): string | undefined {
  let value = json;
  for (const key of path) value = isRecord(value) ? value[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
