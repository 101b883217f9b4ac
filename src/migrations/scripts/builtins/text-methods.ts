import { createText, getText, type TextValue, UNKNOWN, type Value } from "../value.js";

/** A method of a string: what only takes blanks away leaves the text where it stands; else it must be known whole. */
export function callTextMethod(name: string, value: TextValue, args: readonly Value[]): Value | undefined {
  if (name === "trim" || name === "trimEnd" || name === "trimStart" || name === "toString") return value;
  const text = getText(value);
  const [first, second] = args.map(getText);
  if (text === undefined) return UNKNOWN;
  switch (name) {
    case "toLowerCase":
      return createText(text.toLowerCase());
    case "toUpperCase":
      return createText(text.toUpperCase());
    case "concat":
      return {
        kind: "text",
        pieces: [value, ...args].flatMap((one) => (one.kind === "text" ? one.pieces : [])),
      };
    case "replace":
    case "replaceAll":
      if (first === undefined || second === undefined) return UNKNOWN;
      return createText(name === "replace" ? text.replace(first, second) : text.replaceAll(first, second));
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
