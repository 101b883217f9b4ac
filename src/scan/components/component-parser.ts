import { createRequire } from "node:module";
import { join } from "node:path";
import { type ComponentKind, getParserName } from "./component-kind.js";

/** A parser of components, as ESLint calls it. */
export interface ComponentParser {
  /** Name and version: what it finds holds as long as they do. */
  readonly id: string;
  parse(text: string, options: object): unknown;
}

const known = new Map<string, ComponentParser | undefined>();

/**
 * The parser that is installed for a folder, as its own ESLint configuration would find it; undefined where there is none. The folder is that of the
 * user's manifest, never one of a repo that is merely scanned: nothing of those is run.
 */
export function findComponentParser(kind: ComponentKind, folder: string): ComponentParser | undefined {
  const key = `${kind} ${folder}`;
  if (!known.has(key)) known.set(key, loadParser(getParserName(kind), folder));
  return known.get(key);
}

/** Its name and version, without loading it; undefined where there is none. */
export function findParserId(kind: ComponentKind, folder: string): string | undefined {
  return findComponentParser(kind, folder)?.id;
}

function loadParser(name: string, folder: string): ComponentParser | undefined {
  const require = createRequire(join(folder, "package.json"));
  const path = tryResolve(require, name);
  if (path === undefined) return undefined;
  const meta: unknown = tryRequire(require, `${name}/package.json`);
  let loaded: { parseForESLint: Parse } | undefined;
  return {
    id: `${name}@${getVersion(meta)}`,
    parse: (text, options) => {
      loaded ??= getParser(require(path), name);
      return loaded.parseForESLint(text, options);
    },
  };
}

type Parse = (text: string, options: object) => unknown;

function getParser(module: unknown, name: string): { parseForESLint: Parse } {
  if (hasParse(module)) return module;
  throw new TypeError(`${name} has no parseForESLint`);
}

function hasParse(value: unknown): value is { parseForESLint: Parse } {
  return typeof value === "object" && value !== null && "parseForESLint" in value;
}

function tryResolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function tryRequire(require: NodeJS.Require, name: string): unknown {
  try {
    return require(name);
  } catch {
    return undefined;
  }
}

function getVersion(meta: unknown): string {
  return typeof meta === "object" && meta !== null && "version" in meta ? String(meta.version) : "unknown";
}
