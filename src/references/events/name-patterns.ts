/** How a library writes that it takes many names at once. */
export type PatternKind = "nats" | "amqp" | "glob" | "dotted" | "mqtt";

interface Wildcards {
  readonly separators: RegExp;
  /** Stands for one part of a name. */
  readonly one: string;
  /** Stands for any number of them. */
  readonly many: string;
  /** Whether `many` takes none as well. */
  readonly takesNone: boolean;
}

const WILDCARDS: Readonly<Record<Exclude<PatternKind, "glob">, Wildcards>> = {
  nats: { separators: /\./, one: "*", many: ">", takesNone: false },
  amqp: { separators: /\./, one: "*", many: "#", takesNone: true },
  // EventEmitter2; its delimiter is an option.
  dotted: { separators: /[.:/]/, one: "*", many: "**", takesNone: true },
  mqtt: { separators: /\//, one: "+", many: "#", takesNone: true },
};

/** Whether a pattern that is not the name itself takes it. */
export function isTaken(name: string, pattern: string, kind: PatternKind): boolean {
  if (kind === "glob") return pattern.includes("*") && isGlobOf(name, pattern);
  const wildcards = WILDCARDS[kind];
  const parts = pattern.split(wildcards.separators);
  const isPattern = parts.includes(wildcards.one) || parts.includes(wildcards.many);
  return isPattern && isTakenBy(name.split(wildcards.separators), parts, wildcards);
}

function isTakenBy(
  [part, ...rest]: readonly string[],
  [first, ...others]: readonly string[],
  wildcards: Wildcards,
): boolean {
  if (first === undefined) return part === undefined;
  if (first === wildcards.many) {
    const canEnd = wildcards.takesNone || part !== undefined;
    if (canEnd && others.length === 0) return true;
    const isNone =
      wildcards.takesNone && isTakenBy(part === undefined ? [] : [part, ...rest], others, wildcards);
    return isNone || (part !== undefined && isTakenBy(rest, [first, ...others], wildcards));
  }
  if (part === undefined) return false;
  return (first === part || first === wildcards.one) && isTakenBy(rest, others, wildcards);
}

/** Redis: `*` is any text, `?` any character. */
function isGlobOf(name: string, pattern: string): boolean {
  if (pattern === "") return name === "";
  const [first, rest] = [pattern.charAt(0), pattern.slice(1)];
  if (first === "*") return isGlobOf(name, rest) || (name !== "" && isGlobOf(name.slice(1), pattern));
  return name !== "" && (first === "?" || first === name.charAt(0)) && isGlobOf(name.slice(1), rest);
}

/** Whether a regular expression takes the name; one that does not compile takes none. */
export function isTakenByExpression(
  name: string,
  { pattern, flags }: { pattern: string; flags: string },
): boolean {
  try {
    return new RegExp(pattern, flags.replace(/[gy]/g, "")).test(name);
  } catch {
    return false;
  }
}

const MAX_PARTS = 5;

/**
 * The patterns that take a name and say something of it, as plain text to search for: `order.*`, `order.placed.>`, `*.placed.v1`. One that takes
 * everything is found by no word.
 */
export function getPatternWords(name: string): readonly string[] {
  const separator = /[.:/]/.exec(name)?.[0] ?? /[-_]/.exec(name)?.[0];
  if (separator === undefined) return [];
  const parts = name.split(separator);
  if (parts.some((part) => part === "")) return [];
  const heads = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(separator));
  // Only Redis knows patterns of these.
  if (separator === "-" || separator === "_") return heads.map((head) => `${head}${separator}*`);
  const tails = parts.slice(1).map((_, index) => parts.slice(index + 1).join(separator));
  const ones = parts.length > MAX_PARTS ? [] : getStarred(parts).map((starred) => starred.join(separator));
  const isSaying = (word: string) => /[\p{L}\d]/u.test(word);
  const escaped = separator === "." ? [`${parts[0] ?? ""}\\.`] : [];
  const words = [
    ...ones,
    ...(separator === "/" ? ones.map((word) => word.replaceAll("*", "+")) : []),
    ...heads.flatMap((head) => ["*", ">", "#", "**"].map((many) => head + separator + many)),
    ...tails.flatMap((tail) => ["#", "**"].map((many) => many + separator + tail)),
    ...escaped,
    // Of a name that begins with a constant: `${PREFIX}.placed.v1`.
    ...(parts.length > 2 ? tails.slice(0, 1) : []),
  ];
  return words.filter((word) => word !== name && isSaying(word));
}

/** Each choice of parts that `*` stands for. */
function getStarred(parts: readonly string[]): string[][] {
  return parts.reduce<string[][]>(
    (all, part) =>
      all.flatMap((head) => [
        [...head, part],
        [...head, "*"],
      ]),
    [[]],
  );
}
