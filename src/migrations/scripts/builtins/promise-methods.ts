import type { CallSite } from "../handle.js";
import { readUncertain, type Scope } from "../run.js";
import { settle } from "../settle.js";
import { UNKNOWN, type Value } from "../value.js";
import { callListMethod } from "./list-methods.js";

interface PromiseCall {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly scope: Scope;
}

// Those of promises, and what Bluebird adds.
const METHODS: ReadonlySet<string> = new Set([
  ...[
    "then",
    "catch",
    "finally",
    "tap",
    "tapCatch",
    "asCallback",
    "nodeify",
    "spread",
    "return",
    "thenReturn",
  ],
  ...["delay", "timeout", "each", "map", "mapSeries", "filter", "reduce", "get", "error", "all", "done"],
]);

export function isPromiseMethod(name: string): boolean {
  return METHODS.has(name);
}

/** A method of a promise; `value` is what it comes to. Its callbacks are called: in order, and also those for errors. */
export function callPromiseMethod(name: string, value: Value, call: PromiseCall): Value | undefined {
  const { args, site } = call;
  const [first, second] = args;
  switch (name) {
    case "then":
    case "done":
      if (second) callUncertain(second, [UNKNOWN], call);
      return first && isCallable(first) ? settle(site.callFunction(first, [value])) : value;
    case "tap":
      site.callFunction(first, [value]);
      return value;
    case "catch":
    case "error":
    case "tapCatch":
      for (const argument of args) callUncertain(argument, [UNKNOWN], call);
      return value;
    case "finally":
      site.callFunction(first, []);
      return value;
    case "asCallback":
    case "nodeify":
      if (first) callUncertain(first, [UNKNOWN, value], call);
      return value;
    case "spread":
      return settle(site.callFunction(first, spread(first, value)));
    case "return":
    case "thenReturn":
      return first ?? UNKNOWN;
    case "delay":
    case "timeout":
    case "all":
      return value;
    default:
      return callOnRows(name, value, call);
  }
}

function isCallable({ kind }: Value): boolean {
  return kind === "function" || kind === "handle";
}

function callUncertain(target: Value, args: readonly Value[], { site, scope }: PromiseCall): void {
  if (isCallable(target)) readUncertain(scope.run, () => site.callFunction(target, args));
}

function spread(target: Value | undefined, value: Value): readonly Value[] {
  if (value.kind === "list") return value.items;
  return target?.kind === "function" ? target.node.params.map(() => UNKNOWN) : [];
}

/** `.map`, `.each` and the like on what a query gives. */
function callOnRows(name: string, value: Value, { args, site, scope }: PromiseCall): Value | undefined {
  if (value.kind === "handle" || !args.some(({ kind }) => kind === "function")) return undefined;
  const rows: Value = value.kind === "list" ? value : { kind: "list", items: [], isOpen: true };
  return callListMethod(name === "each" ? "forEach" : name === "mapSeries" ? "map" : name, rows, {
    args,
    site,
    scope,
  });
}
