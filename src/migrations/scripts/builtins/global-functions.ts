import { callPassed, type Called } from "../call-value.js";
import { getText, UNKNOWN, type Value } from "../value.js";
import { callForEach, isOfAll } from "./for-each.js";

/** `String(x)`, `setTimeout(…)`, `pMap(list, fn)`; undefined for what it does not know. */
export function callGlobalFunction(name: string, args: readonly Value[], called: Called): Value | undefined {
  const [first = UNKNOWN] = args;
  if (name === "String") return first.kind === "text" ? first : UNKNOWN;
  if (name === "Number" || name === "parseInt") return toNumber(first);
  if (name === "readFileSync" || name === "readFile") return createFileText(args);
  if (name === "setTimeout" || name === "setImmediate") {
    callPassed(first, called.site, called.scope);
    return UNKNOWN;
  }
  return isOfAll(name) ? callForEach(name, args, called.site) : undefined;
}

function toNumber(value: Value): Value {
  if (value.kind === "plain") return { kind: "plain", value: Number(value.value) };
  const text = getText(value);
  return text === undefined ? UNKNOWN : { kind: "plain", value: Number(text) };
}

/** What a file holds. */
export function createFileText([path]: readonly Value[]): Value {
  const name = getText(path);
  const from = name ?? (path?.kind === "unknown" ? path.because : undefined) ?? "another file";
  return { kind: "unknown", because: `it is read from ${from}` };
}
