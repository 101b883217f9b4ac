import type { CallSite } from "../handle.js";
import { pay, type Scope } from "../run.js";
import { settle, settleAll } from "../settle.js";
import { createText, getText, UNKNOWN, type Value } from "../value.js";
import { createFileText } from "./global-functions.js";

interface GlobalCall {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly scope: Scope;
}

const ALL: ReadonlySet<string> = new Set([
  "Promise.all",
  "Promise.allSettled",
  "Promise.race",
  "Promise.any",
]);
const FILES: ReadonlySet<string> = new Set([
  "fs.readFileSync",
  "fs.readFile",
  "fsPromises.readFile",
  "fse.readFile",
]);
const PATHS: ReadonlySet<string> = new Set(["path.join", "path.resolve"]);

/** `Object.entries(…)`, `Promise.all(…)`; undefined for what it does not know. */
export function callGlobal(name: string, { args, site, scope }: GlobalCall): Value | undefined {
  const [first = UNKNOWN, second] = args;
  if (name.startsWith("console.")) return UNKNOWN;
  if (name === "Array.of") return { kind: "list", items: [...args], isOpen: false };
  if (name === "Array.isArray") return isList(first);
  if (ALL.has(name)) return settleAll(first);
  if (name === "Array.from")
    return second === undefined ? first : mapList(first, (item) => site.callFunction(second, [item]));
  if (name === "Promise.resolve") return settle(first);
  if (name === "Promise.try" || name === "Promise.method") return site.callFunction(first, []);
  if (name === "Object.freeze" || name === "structuredClone") return first;
  if (name === "Object.assign") return assignAll(args, scope);
  if (FILES.has(name)) return createFileText(args);
  if (PATHS.has(name)) return createPath(args);
  return callOnObject(name, first, scope);
}

function callOnObject(name: string, first: Value, { run }: Scope): Value | undefined {
  if (name === "Object.fromEntries") return fromEntries(first);
  if (first.kind !== "object" || !pay(run, first.fields.size)) return undefined;
  const entries = [...first.fields];
  const { isOpen } = first;
  switch (name) {
    case "Object.keys":
      return { kind: "list", items: entries.map(([key]) => createText(key)), isOpen };
    case "Object.values":
      return { kind: "list", items: entries.map(([, value]) => value), isOpen };
    case "Object.entries":
      return {
        kind: "list",
        items: entries.map(([key, value]) => ({
          kind: "list",
          items: [createText(key), value],
          isOpen: false,
        })),
        isOpen,
      };
    default:
      return undefined;
  }
}

function mapList(list: Value, map: (item: Value) => Value): Value {
  return list.kind === "list" ? { ...list, items: list.items.map(map) } : UNKNOWN;
}

function isList({ kind }: Value): Value {
  return kind === "unknown" || kind === "handle" ? UNKNOWN : { kind: "plain", value: kind === "list" };
}

/** The first object itself is changed, and given. */
function assignAll([target, ...sources]: readonly Value[], { run }: Scope): Value | undefined {
  if (target?.kind !== "object") return undefined;
  let isOpen = target.isOpen;
  for (const source of sources) {
    if (source.kind === "object" && pay(run, source.fields.size))
      for (const [name, value] of source.fields) target.fields.set(name, value);
    isOpen ||= source.kind === "object" ? source.isOpen : source.kind !== "plain";
  }
  return { ...target, isOpen };
}

function fromEntries(entries: Value): Value | undefined {
  if (entries.kind !== "list") return undefined;
  const fields = new Map<string, Value>();
  let { isOpen } = entries;
  for (const entry of entries.items) {
    const key = entry.kind === "list" ? getText(entry.items[0]) : undefined;
    if (key === undefined || entry.kind !== "list") isOpen = true;
    else fields.set(key, entry.items[1] ?? UNKNOWN);
  }
  return { kind: "object", fields, isOpen };
}

/** Where it leads can't be told; the last part that the text has is for people. */
function createPath(args: readonly Value[]): Value {
  const names = args.map(getText).filter((name) => name !== undefined);
  const name = names.at(-1);
  return name === undefined ? UNKNOWN : { kind: "unknown", because: name };
}
