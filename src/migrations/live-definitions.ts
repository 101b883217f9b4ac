import type { MigrationSequence, Operation, OperationPlace } from "./migration.js";
import { getKey } from "./schema-state.js";

/** A view, function or trigger as the last migration that (re)defines it writes it. */
export interface LiveDefinition {
  readonly name: string;
  /** POSIX path of the migration, relative to the repo. */
  readonly file: string;
  readonly at: OperationPlace;
  /** Its statement, where the file is a script. */
  readonly sql?: string;
}

type Definitions = Map<string, LiveDefinition>;

/** What migrations have defined and not taken back: the bodies that the database still runs. In the order of their definition. */
export function getLiveDefinitions({ migrations }: MigrationSequence): readonly LiveDefinition[] {
  const live: Definitions = new Map();
  for (const { file, operations, neverRuns } of migrations) {
    if (neverRuns !== undefined) continue;
    for (const operation of operations) apply(live, operation, file);
  }
  return [...live.values()];
}

function apply(live: Definitions, operation: Operation, file: string): void {
  const define = (key: string, name: string): void => {
    live.delete(key);
    const { at, sql } = operation;
    live.set(key, { name, file, at, ...(sql !== undefined && { sql }) });
  };
  switch (operation.type) {
    case "create-view":
      return define(`view ${getKey(operation.table)}`, operation.table.table);
    case "create-function":
      return define(getFunctionKey(operation.name, operation.parameters), operation.name.table);
    case "create-trigger":
      return define(`trigger ${getKey(operation.table)} ${operation.name}`, operation.name);
    case "drop-view":
      live.delete(`view ${getKey(operation.table)}`);
      return;
    case "drop-function":
      return dropFunction(live, operation);
    case "drop-trigger":
      return dropTrigger(live, operation);
    case "drop-table":
      return deleteAll(live, `trigger ${getKey(operation.table)} `);
    case "rename-view": {
      const definition = live.get(`view ${getKey(operation.table)}`);
      if (definition === undefined) return;
      const schema = operation.toSchema ?? operation.table.schema;
      const moved = { ...(schema === undefined ? {} : { schema }), table: operation.to };
      live.delete(`view ${getKey(operation.table)}`);
      live.set(`view ${getKey(moved)}`, { ...definition, name: operation.to });
      return;
    }
    case "drop-schema":
      return dropSchema(live, operation.schema);
    default:
  }
}

type DropTrigger = Extract<Operation, { readonly type: "drop-trigger" }>;

/** Without a table the name is that of one trigger in the whole database. */
function dropTrigger(live: Definitions, { table, name }: DropTrigger): void {
  if (table !== undefined) live.delete(`trigger ${getKey(table)} ${name}`);
  else
    for (const key of live.keys())
      if (key.startsWith("trigger ") && key.endsWith(`] ${name}`)) live.delete(key);
}

type DropFunction = Extract<Operation, { readonly type: "drop-function" }>;

/** Without a list of parameters Postgres takes the only function of the name. */
function dropFunction(live: Definitions, { name, parameters }: DropFunction): void {
  if (parameters === undefined) deleteAll(live, `function ${getKey(name)} `);
  else live.delete(getFunctionKey(name, parameters));
}

type FunctionName = DropFunction["name"];

/** Functions of one name and other parameters stand beside each other. */
function getFunctionKey(name: FunctionName, parameters: readonly string[]): string {
  return `function ${getKey(name)} ${parameters.join(",")}`;
}

function dropSchema(live: Definitions, schema: string): void {
  const start = JSON.stringify([schema, ""]).slice(0, -3);
  for (const kind of ["view", "function", "trigger"]) deleteAll(live, `${kind} ${start}`);
}

function deleteAll(live: Definitions, prefix: string): void {
  for (const key of live.keys()) if (key.startsWith(prefix)) live.delete(key);
}
