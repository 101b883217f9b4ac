import type { ScriptFile } from "../../references/detector.js";
import type { Operation } from "../migration.js";
import type { PlacedEffect } from "../operations/placed-effect.js";
import { EMPTY_CONTEXT } from "../operations/sql-context.js";
import { toOperations } from "../operations/to-operations.js";
import { callFunction } from "./call-function.js";
import { Environment } from "./environment.js";
import type { ScriptEntry } from "./handle.js";
import { markRepeats, type Run, type Scope } from "./run.js";
import { createScriptModule, type ScriptModule } from "./script-module.js";
import type { ScriptTool } from "./script-tool.js";
import type { ObjectValue } from "./value.js";
import { IN_OPTIONS, listWays } from "./ways.js";

const BUDGET = 200_000;

export interface ScriptQuestion {
  readonly tool: ScriptTool;
  /** Which migration of the script, where it may hold several; what the tool's adapter says. */
  readonly entry?: string | undefined;
  readonly dialect?: string | undefined;
}

/**
 * What a migration written in JavaScript or TypeScript does, in order; it is read and never run. What can't be read is `unknown` on the tables
 * that it mentions. A function of its arguments alone and JSON-able.
 */
export function readScript(file: ScriptFile, { tool, entry, dialect }: ScriptQuestion): readonly Operation[] {
  const run = createRun(file, tool, dialect);
  const scope: Scope = { run, environment: run.module, returned: [], depth: 0 };
  const isWhole = readForward({ tool, entry }, scope) && run.budget >= 0;
  const effects = getEffects(run);
  return toOperations(isWhole ? effects : [...effects, createWhole(TOO_LONG)], file.text);
}

const TOO_LONG = "it does too much to be read through";
const UNFOUND = "what it runs forward is not in this file";

/** False where the script is nested, or its values are, deeper than can be followed. */
function readForward({ tool, entry }: ScriptQuestion, scope: Scope): boolean {
  const { run } = scope;
  try {
    const entries = listEntries(createScriptModule(scope), { tool, entry });
    const from = run.effects.length;
    for (const { run: forward, args, self } of entries) callFunction(forward, args, { scope, self });
    if (entries.length === 0) run.effects.push({ get: () => [createWhole(UNFOUND)] });
    if (entries.length > 1) markRepeats(run, from);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Several, where only running would tell which one the script exports. */
function listEntries(module: ScriptModule, { tool, entry }: ScriptQuestion): readonly ScriptEntry[] {
  const entries: ScriptEntry[] = [];
  let count = 1;
  for (let way = 0; way < count; way += 1) {
    const chosen: ScriptModule = {
      ...module,
      getExport(name) {
        const value = module.getExport(name);
        const ways = value ? listWays([value], IN_OPTIONS) : [];
        count = Math.max(count, ways.length);
        return (ways[way] ?? ways[0])?.[0];
      },
    };
    const found = tool.findEntry(chosen, entry);
    if (found) entries.push(found);
  }
  return entries;
}

/** In order, and once where a loop does the same in each round. */
function getEffects({ effects }: Run): readonly PlacedEffect[] {
  const all = effects.map(({ get }) => get());
  return all.flatMap((placed, index) => {
    const [from, to] = effects[index]?.repeats ?? [0, 0];
    const before = new Set(all.slice(from, to).flat().map(toText));
    return placed.filter((one) => !before.has(toText(one)));
  });
}

function toText({ effect, start }: PlacedEffect): string {
  return JSON.stringify([start, effect]);
}

function createRun(file: ScriptFile, tool: ScriptTool, dialect: string | undefined): Run {
  const exports: ObjectValue = { kind: "object", fields: new Map(), isOpen: false };
  const module: ObjectValue = { kind: "object", fields: new Map([["exports", exports]]), isOpen: false };
  return {
    ...{ file, tool, dialect, module: new Environment(), commonjs: { module, exports } },
    ...{
      effects: [],
      sql: EMPTY_CONTEXT,
      budget: BUDGET,
      reasons: new Map(),
      pending: new Set(),
      uncertainty: 0,
      active: new Map(),
    },
  };
}

function createWhole(reason: string): PlacedEffect {
  return { effect: { type: "unknown", tables: [], reason }, start: 0, statementStart: 0, text: "" };
}
