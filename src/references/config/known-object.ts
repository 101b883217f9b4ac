/** What an expression may be on the way to configuration, by what it is and not by what it is called. */
const OBJECT_NAMES = [
  ...(["global", "process", "meta", "bun", "deno", "deno-env"] as const),
  /** A flat set of variables: the environment, or what a schema made of it. */
  "env",
  /** What a `safeParse` gives: the environment is one of its members. */
  "parsed",
  /** Plain settings, keys within keys. */
  "settings",
  /** Settings behind `get` and `set`. */
  "store",
  /** Both: node-config's. */
  "node-config",
  /** Variables behind `get`. */
  "env-store",
  /** A function that takes the name of a variable. */
  "getter",
  ...(["cloudflare", "prisma-config", "vite", "convict", "envalid", "nest", "t3", "valibot", "znv"] as const),
  ...(["parser", "safe-parser", "register-as", "config-service", "load-env"] as const),
  /** A module of the repo as a whole; its specifier is the path. */
  "module",
] as const;

export type ObjectName = (typeof OBJECT_NAMES)[number];

export interface KnownObject {
  readonly name: ObjectName;
  /** The keys that were named on the way. */
  readonly path: readonly string[];
  /** True where another value may stand there: a parameter's default, a variable that is set more than once. */
  readonly isAssumed: boolean;
  /** True for a function that gives it. */
  readonly isFunction?: boolean;
}

export function isObjectName(text: string): text is ObjectName {
  return OBJECT_NAMES.some((name) => name === text);
}

type Names = Readonly<Record<string, ObjectName>>;

const GLOBALS: Names = {
  globalThis: "global",
  global: "global",
  window: "global",
  self: "global",
  process: "process",
  Bun: "bun",
  Deno: "deno",
};

const PARSERS: Names = {
  parse: "parser",
  parseAsync: "parser",
  safeParse: "safe-parser",
  safeParseAsync: "safe-parser",
};

const MEMBERS: Readonly<Partial<Record<ObjectName, Names>>> = {
  global: GLOBALS,
  // The module `node:process` has its object as the default export, too.
  process: { env: "env", default: "process" },
  meta: { env: "env" },
  bun: { env: "env" },
  deno: { env: "deno-env" },
  cloudflare: { env: "env" },
  "prisma-config": { env: "getter" },
  vite: { loadEnv: "load-env" },
  parsed: { data: "env", output: "env", value: "env" },
  // `config.util.toObject()`
  "node-config": { default: "node-config", util: "node-config" },
  store: { default: "store" },
  "env-store": { default: "env-store" },
  convict: { default: "convict" },
  envalid: { cleanEnv: "parser", customCleanEnv: "parser", default: "envalid" },
  t3: { createEnv: "t3" },
  znv: { parseEnv: "parser" },
  valibot: { ...PARSERS, default: "valibot" },
  nest: {
    ConfigService: "config-service",
    registerAs: "register-as",
  },
};

/** Packages and virtual modules, by what their namespace is. */
const PACKAGES: Names = {
  process: "process",
  "node:process": "process",
  config: "node-config",
  nconf: "store",
  convict: "convict",
  envalid: "envalid",
  znv: "znv",
  valibot: "valibot",
  "env-var": "env-store",
  "@t3-oss/env-core": "t3",
  "@t3-oss/env-nextjs": "t3",
  "@t3-oss/env-nuxt": "t3",
  "@nestjs/config": "nest",
  "cloudflare:workers": "cloudflare",
  "prisma/config": "prisma-config",
  vite: "vite",
  "$env/static/private": "env",
  "$env/static/public": "env",
  "$env/dynamic/private": "cloudflare",
  "$env/dynamic/public": "cloudflare",
  "astro:env/server": "env",
  "astro:env/client": "env",
};

export function known(name: ObjectName | undefined): KnownObject | undefined {
  return name && { name, path: [], isAssumed: false };
}

export function assumed(object: KnownObject | undefined): KnownObject | undefined {
  return object && { ...object, isAssumed: true };
}

export function getPackageObject(specifier: string): KnownObject | undefined {
  return known(getOwn(PACKAGES, specifier));
}

export function getGlobalObject(name: string): KnownObject | undefined {
  return known(getOwn(GLOBALS, name));
}

/** True for a module whose exports are variables of the environment themselves. */
export function isEnvironmentModule(specifier: string): boolean {
  return getOwn(PACKAGES, specifier) === "env";
}

/** What a member of an object is; of settings, the settings below. */
export function getMemberObject(
  object: KnownObject | undefined,
  member: string | undefined,
): KnownObject | undefined {
  if (object === undefined || member === undefined || object.isFunction) return undefined;
  const name = getOwn(MEMBERS[object.name] ?? {}, member);
  if (name !== undefined) return { ...object, name };
  if (object.name === "settings" || object.name === "node-config")
    return { ...object, name: "settings", path: [...object.path, member] };
  return undefined;
}

function getOwn<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
