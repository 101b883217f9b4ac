import type { Handle } from "../handle.js";
import type { ScriptModule } from "../script-module.js";
import type { ScriptTool } from "../script-tool.js";
import { callPrismaModel, PRISMA } from "./any-runner/prisma-client.js";
import { getField, toHandle, UNKNOWN, type Value } from "../value.js";

const SQL_WORDS =
  "alter|begin|call|comment|commit|create|delete|do|drop|exec|grant|insert|lock|merge|refresh|rename|replace|revoke|select|set|truncate|update|with";
const SQL_START = new RegExp(`^\\s*(?:--[^\\n]*\\n\\s*|/\\*[^]*?\\*/\\s*)*(?:${SQL_WORDS})\\b`, "i");

/** A connection as hand-made runners hand it over: whatever text of SQL it gets, it runs. */
const CONNECTION: Handle = {
  label: "the connection",
  call: (args, site) => runText(args, site) ?? runCallbacks(args, site),
  callMethod: (_name, args, site) => runText(args, site) ?? runCallbacks(args, site),
  callTag: (text, args, site) => {
    const sql = [text, getWhole(text, args)].find((one) => one !== undefined && isSql(one));
    if (sql === undefined) return undefined;
    site.runSql(sql);
    return UNKNOWN;
  },
  getMember: (name) => toHandle(createMember(undefined, name)),
};

/** What a connection has may be one, too, or a method: `context.db`, `prisma.user.update`. */
function createMember(owner: string | undefined, name: string): Handle {
  return {
    ...CONNECTION,
    call: (args, site) =>
      CONNECTION.call?.(args, site) ??
      (owner === undefined ? undefined : callPrismaModel(owner, { method: name, args }, site)),
    getMember: (member) => toHandle(createMember(name, member)),
  };
}

/** The one expression that a tag has and nothing else: no value is a statement of its own. */
function getWhole(text: Value, args: readonly Value[]): Value | undefined {
  if (text.kind !== "text" || args.length !== 1) return undefined;
  return text.pieces.every((piece) => piece.kind === "hole" || piece.text === "") ? args[0] : undefined;
}

type Site = Parameters<NonNullable<Handle["call"]>>[1];

function runText(args: readonly Value[], site: Site): Value | undefined {
  const [first, ...others] = args;
  if (first === undefined || !isSql(first)) return undefined;
  site.runSql(first);
  for (const other of others) if (other.kind === "function") site.callFunction(other, [UNKNOWN, UNKNOWN]);
  return UNKNOWN;
}

/** `begin(async (tx) => …)`; with a text beside it, nobody knows what it does. */
function runCallbacks(args: readonly Value[], site: Site): Value | undefined {
  const callbacks = args.filter(({ kind }) => kind === "function");
  if (callbacks.length === 0 || callbacks.length < args.length) return undefined;
  for (const callback of callbacks) site.callFunction(callback, [toHandle(CONNECTION)]);
  return UNKNOWN;
}

function isSql(value: Value): boolean {
  if (value.kind !== "text") return false;
  const [first] = value.pieces;
  return first?.kind === "text" && SQL_START.test(first.text);
}

const CONNECTION_NAME = /^(?:sql|db|pool|client|query|conn|connection|database)$/i;

/** Scripts of a runner that isn't known: their `up`, what they export by default, or what an object that they export has to run. */
export const anyRunner: ScriptTool = {
  name: "scripts",
  findEntry(module) {
    const run =
      [module.getExport("up"), module.getExport("default")].find((one) => one?.kind === "function") ??
      findRun(module);
    const connection = toHandle(CONNECTION);
    return run?.kind === "function" ? { run, args: [connection, connection, connection] } : undefined;
  },
  getImported(_source, name) {
    if (name === "Prisma") return toHandle(PRISMA);
    return CONNECTION_NAME.test(name) ? toHandle(CONNECTION) : undefined;
  },
};

/** `export const backfill = { name: "…", run: async ({ tx }) => … }` */
function findRun(module: ScriptModule): Value | undefined {
  const found = module.getExports().flatMap((value) => {
    const run = getField(value, "run") ?? getField(value, "up");
    return run?.kind === "function" ? [run] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}
