import { ParseError } from "../parse/parse-error.js";
import { parseScript } from "../parse/parse-script.js";
import type { MigrationBody, MigrationScript, MigrationStep } from "./migration-format.js";
import type { Operation } from "./migration.js";
import { readOperations } from "./operations/read-operations.js";
import { readScript } from "./scripts/read-script.js";
import { findScriptTool } from "./scripts/tools/index.js";

/** Where a migration stands, and in which dialect its SQL is written; undefined: Postgres', or what the dialects share. */
export interface BodyPlace {
  readonly file: string;
  readonly dialect: string | undefined;
}

/** Reads what a migration does. The default is `readBody`; a cache may stand before it, keyed by the file's content, format and dialect. */
export type ReadBody = (body: MigrationBody, place: BodyPlace) => readonly Operation[];

/** What a migration does, in order. */
export function readBody(body: MigrationBody, { file, dialect }: BodyPlace): readonly Operation[] {
  if ("operations" in body) return body.operations;
  if ("steps" in body) return body.steps.flatMap((step) => readStep(step, dialect));
  return "sql" in body ? readOperations(body.sql, dialect) : readScriptBody(body.script, { file, dialect });
}

/** A statement stands where its text begins: within it the file's own escapes shift columns. */
function readStep(step: MigrationStep, dialect: string | undefined): readonly Operation[] {
  if (!("sql" in step)) return [step];
  return readOperations(step.sql, dialect).map((operation) => ({ ...operation, at: step.at }));
}

function readScriptBody({ tool, text, entry }: MigrationScript, { file, dialect }: BodyPlace) {
  const found = findScriptTool(tool);
  if (found === undefined) throw new Error(`No migration tool ${tool}`);
  try {
    return readScript(parseScript(file, text), { tool: found, entry, dialect });
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof RangeError)) throw error;
    return [createUnread(error)];
  }
}

function createUnread(error: Error): Operation {
  const { line, column, message } =
    error instanceof ParseError ? error.problem : { line: 1, column: 1, message: error.message };
  const reason = `the script does not parse: ${message}`;
  return { type: "unknown", tables: [], reason, at: { line, column }, text: "", allows: [] };
}
