/** What expressions may name, each by its first word: `inputs`, `steps`, `github` … */
export type Contexts = Readonly<Record<string, unknown>>;

/** Contexts in which GitHub gives an empty text for what is not there; elsewhere a missing name is a mistake of ours. */
const OPEN_CONTEXTS: ReadonlySet<string> = new Set(["github", "secrets"]);

/** A text with its `${{ … }}` filled in. Throws for an expression of a kind that our files don't use. */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, contexts));
}

/** What stands under `if`, with `${{ … }}` around it or without. */
export function isWanted(condition: string, contexts: Contexts): boolean {
  const expression = condition.replace(/^\$\{\{(.*)\}\}$/s, "$1");
  return isTrue(evaluate(expression, contexts));
}

/** `||` binds less than `&&`, and that less than `==`; there are no brackets. */
function evaluate(expression: string, contexts: Contexts): string {
  const or = expression.split("||");
  const values = or.map((part) => {
    const and = part.split("&&").map((one) => evaluateComparison(one, contexts));
    return and.find((value) => !isTrue(value)) ?? and.at(-1) ?? "";
  });
  return values.find(isTrue) ?? values.at(-1) ?? "";
}

function isTrue(value: string): boolean {
  return value !== "" && value !== "false";
}

function evaluateComparison(expression: string, contexts: Contexts): string {
  const [left = "", right] = expression.split("==").map((side) => evaluateOne(side.trim(), contexts));
  return right === undefined ? left : String(left === right);
}

function evaluateOne(name: string, contexts: Contexts): string {
  if (name === "!cancelled()") return "true";
  const [, text] = /^'([^']*)'$/.exec(name) ?? [];
  if (text !== undefined) return text;
  if (!/^[a-z]+(\.[\w-]+)+$/.test(name)) throw new Error(`This test knows no expression like ${name}`);
  const [context = "", ...path] = name.split(".");
  let value: unknown = contexts[context];
  for (const key of path) {
    const has = typeof value === "object" && value !== null && key in value;
    if (!has && !OPEN_CONTEXTS.has(context) && !name.includes(".outputs."))
      throw new Error(`There is no ${name}`);
    value = has ? Reflect.get(Object(value), key) : undefined;
  }
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new Error(`${name} is no text`);
}
