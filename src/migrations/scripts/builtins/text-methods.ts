import { createComposed } from "../composed-text.js";
import { pay, type Scope } from "../run.js";
import { createText, getText, type TextValue, UNKNOWN, type Value } from "../value.js";

/** A method of a string: what only takes blanks away leaves the text where it stands; else it must be known whole. */
export function callTextMethod(
  name: string,
  value: TextValue,
  { args, scope: { run } }: { readonly args: readonly Value[]; readonly scope: Scope },
): Value | undefined {
  if (name === "trim" || name === "trimEnd" || name === "trimStart" || name === "toString") return value;
  if (name === "then" || name === "catch" || name === "finally") return undefined;
  const text = getText(value);
  const [first, second] = args.map(getText);
  if (text === undefined || !pay(run, text.length / 100)) return UNKNOWN;
  switch (name) {
    case "toLowerCase":
      return createText(text.toLowerCase());
    case "toUpperCase":
      return createText(text.toUpperCase());
    case "concat":
      return args.every(({ kind }) => kind === "text")
        ? createComposed(
            [value, ...args].flatMap((one) => (one.kind === "text" ? one.pieces : [])),
            run,
          )
        : UNKNOWN;
    case "replace":
    case "replaceAll":
      if (first === undefined || second === undefined) return UNKNOWN;
      return replace(name, text, [first, second]);
    case "split":
      return first === undefined
        ? UNKNOWN
        : { kind: "list", items: text.split(first).map(createText), isOpen: false };
    case "includes":
      return first === undefined ? UNKNOWN : { kind: "plain", value: text.includes(first) };
    case "startsWith":
      return first === undefined ? UNKNOWN : { kind: "plain", value: text.startsWith(first) };
    case "endsWith":
      return first === undefined ? UNKNOWN : { kind: "plain", value: text.endsWith(first) };
    default:
      return UNKNOWN;
  }
}

const MAX_LENGTH = 100_000;

function replace(name: string, text: string, [from, to]: readonly [string, string]): Value {
  if (text.length * (to.length + 1) > MAX_LENGTH * 100) return UNKNOWN;
  return createText(name === "replace" ? text.replace(from, () => to) : text.replaceAll(from, () => to));
}
