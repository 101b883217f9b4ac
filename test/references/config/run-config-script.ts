import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const require = createRequire(import.meta.url);

let runs = 0;

export interface Outcome {
  /** What the script exports as `out`, or that it threw. */
  readonly out: string;
  /** The setting after the script has run. */
  readonly after: unknown;
}

/** Which variable and which setting the scripts are about. */
const VARIABLE = "LEGACY_DSN";
const SETTING = { node: "billing.legacyMode", nconf: "billing:legacyMode" };

/** Runs a script with the real libraries, its environment and settings holding this value; undefined: they don't have the key. */
export async function runConfigScript(code: string, value: string | undefined): Promise<Outcome> {
  const billing = value === undefined ? { other: "x" } : { other: "x", legacyMode: value };
  const before = { ...process.env };
  Object.assign(process.env, {
    NODE_CONFIG: JSON.stringify({ billing }),
    NODE_CONFIG_DIR: "/nowhere",
    NODE_ENV: "",
    SUPPRESS_NO_CONFIG_WARNING: "1",
  });
  setVariable(VARIABLE, value);
  setVariable("LEGACY_MODE", value);
  try {
    const nconf = getNconf(billing);
    const config = code.includes('"config"') ? await loadNodeConfig() : undefined;
    const exports = execute(code, { config, nconf });
    const after = code.includes("nconf") ? nconf.get(SETTING.nconf) : getAfter(exports);
    return { out: format(exports["out"]), after };
  } catch (error) {
    return { out: `throws ${error instanceof Error ? error.name : "it"}`, after: process.env[VARIABLE] };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) setVariable(name, undefined);
    Object.assign(process.env, before);
  }
}

/** A new one for each run: it reads its settings when it is loaded. */
async function loadNodeConfig(): Promise<unknown> {
  runs += 1;
  const url = pathToFileURL(require.resolve("config/lib/config.mjs"));
  const loaded: unknown = await import(/* @vite-ignore */ `${url.href}?run=${runs}`);
  return typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

interface Nconf {
  use(name: string): unknown;
  set(key: string, value: unknown): unknown;
  get(key: string): unknown;
}

function getNconf(billing: object): Nconf {
  const nconf: unknown = require("nconf");
  if (!isNconf(nconf)) throw new TypeError("nconf has no set");
  nconf.use("memory");
  nconf.set("billing", billing);
  return nconf;
}

function isNconf(value: unknown): value is Nconf {
  return typeof value === "object" && value !== null && "set" in value;
}

function execute(code: string, fresh: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(code, { compilerOptions: options });
  const module: { exports: Record<string, unknown> } = { exports: {} };

  const run = new Function("exports", "module", "require", outputText);
  run(module.exports, module, (name: string): unknown => fresh[name] ?? require(name));
  return module.exports;
}

function getAfter({ store }: Record<string, unknown>): unknown {
  return isStore(store) ? store.get(SETTING.node) : process.env[VARIABLE];
}

function isStore(value: unknown): value is { get(key: string): unknown } {
  return typeof value === "object" && value !== null && "get" in value;
}

function format(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}
