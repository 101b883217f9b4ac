import { createInstance } from "../class-member.js";
import type { Handle } from "../handle.js";
import { listModuleClasses } from "../module-classes.js";
import type { ScriptTool } from "../script-tool.js";
import { type ClassValue, toHandle, UNKNOWN, type Value } from "../value.js";
import { createQueryRunner } from "./typeorm/connection.js";
import { createTable } from "./typeorm/table.js";
import { createColumn } from "./typeorm/table-column.js";
import { View } from "./typeorm/view.js";

/** `entry` is the class's place among those of the file. */
export const typeorm: ScriptTool = {
  name: "typeorm",
  findEntry({ scope }, entry) {
    const node = listModuleClasses(scope.run.file.ast)[Number(entry ?? 0)]?.node;
    if (node === undefined) return undefined;
    const made: ClassValue = { kind: "class", node, environment: scope.environment };
    const { instance } = createInstance(made, undefined, scope);
    const run = instance.fields.get("up");
    const args = [toHandle(createQueryRunner(scope))];
    return run?.kind === "function" ? { run, args, self: instance } : undefined;
  },
  getImported: (source, name) => (source.includes("typeorm") ? getImported(name) : undefined),
};

const DEFINITIONS: ReadonlyMap<string, (options: Value | undefined) => Handle> = new Map<
  string,
  (options: Value | undefined) => Handle
>([
  ["Table", createTable],
  ["TableColumn", createColumn],
  ["View", (options) => new View(options)],
]);

/** Conditions that may hold for many rows. */
const OPERATORS: ReadonlySet<string> = new Set([
  ...["Not", "IsNull", "LessThan", "LessThanOrEqual", "MoreThan", "MoreThanOrEqual", "Like", "ILike", "Raw"],
  ...["Any", "Or", "And", "ArrayContains", "ArrayContainedBy", "ArrayOverlap"],
]);

function getImported(name: string): Value | undefined {
  if (name === "*") return toHandle(TYPEORM);
  const define = DEFINITIONS.get(name);
  if (define !== undefined)
    return toHandle({ label: name, isData: true, construct: ([options]) => toHandle(define(options)) });
  if (!OPERATORS.has(name)) return undefined;
  const operator: Handle = { label: name, isData: true, call: () => toHandle(operator) };
  return toHandle(operator);
}

/** `require("typeorm")`, `import * as typeorm` */
const TYPEORM: Handle = {
  label: "typeorm",
  isData: true,
  getMember: (name) => getImported(name) ?? UNKNOWN,
  callMethod(name, args, site) {
    const member = getImported(name);
    return member?.kind === "handle" ? member.handle.call?.(args, site) : UNKNOWN;
  },
};
