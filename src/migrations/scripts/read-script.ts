import type { ScriptFile } from "../../references/detector.js";
import type { Operation } from "../migration.js";
import type { PlacedEffect } from "../operations/placed-effect.js";
import { EMPTY_CONTEXT } from "../operations/sql-context.js";
import { toOperations } from "../operations/to-operations.js";
import { callFunction } from "./call-function.js";
import { Environment } from "./environment.js";
import type { Run, Scope } from "./run.js";
import { createScriptModule } from "./script-module.js";
import type { ScriptTool } from "./script-tool.js";
import type { ObjectValue } from "./value.js";

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
    const found = tool.findEntry(createScriptModule(scope), entry);
    if (found) callFunction(found.run, found.args, { scope, self: found.self });
    else run.effects.push({ get: () => [createWhole(UNFOUND)] });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
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
