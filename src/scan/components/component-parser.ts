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
 * The parser that is installed for a folder, by itself or with its ESLint plugin, or else beside this package; undefined where there is none. The folder is that of
 * the user's manifest, never one of a repo that is merely scanned: nothing of those is run.
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
  const require = findRequire(name, folder);
  const path = require && tryResolve(require, name);
  if (require === undefined || path === undefined) return undefined;
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

/** Package managers may show a plugin, and hide the parser that it depends on. */
function findRequire(name: string, folder: string): NodeJS.Require | undefined {
  const own = createRequire(join(folder, "package.json"));
  const plugin = tryResolve(own, name.replace(/^(\w+)-eslint-parser$/, "eslint-plugin-$1"));
  const requires = [
    own,
    ...(plugin === undefined ? [] : [createRequire(plugin)]),
    createRequire(import.meta.url),
  ];
  return requires.find((require) => tryResolve(require, name) !== undefined);
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
