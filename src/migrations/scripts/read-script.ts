import type { ScriptFile } from "../../references/detector.js";
import type { Operation } from "../migration.js";
import { EMPTY_CONTEXT } from "../operations/sql-context.js";
import { toOperations } from "../operations/to-operations.js";
import { callFunction } from "./call-function.js";
import { Environment } from "./environment.js";
import type { Run, Scope } from "./run.js";
import { createScriptModule } from "./script-module.js";
import type { ScriptTool } from "./script-tool.js";

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
  const module = new Environment();
  const run: Run = {
    ...{ file, tool, dialect, module },
    ...{ effects: [], sql: EMPTY_CONTEXT, budget: BUDGET, pending: new Set() },
  };
  const scope: Scope = { run, environment: module, returned: [], depth: 0 };
  const found = tool.findEntry(createScriptModule(scope), entry);
  if (found === undefined) return [];
  callFunction(found.run, found.args, { scope, ...(found.self && { self: found.self }) });
  if (run.budget < 0) run.effects.push(createTooLong());
  return toOperations(run.effects, file.text);
}

function createTooLong(): Run["effects"][number] {
  const reason = "it does too much to be read through";
  return { effect: { type: "unknown", tables: [], reason }, start: 0, statementStart: 0, text: "" };
}
