import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { FileProblem } from "./manifest.js";

export type JsonPath = readonly PropertyKey[];

/** JSON with comments and trailing commas, as `tsconfig.json` allows them. */
export interface JsonDocument {
  /** The plain value; what the syntax errors left of it. Undefined when there is none. */
  readonly value: unknown;
  readonly syntaxProblems: readonly FileProblem[];
  /** Keys that stand twice, and `__proto__`, which JavaScript can't hold. */
  readonly keyProblems: readonly FileProblem[];
  has(path: JsonPath): boolean;
  /** The value there; undefined when the path leads nowhere. */
  getValue(path: JsonPath): unknown;
  /** The keys of the object there, in the order of the text; none when it is no object. */
  getKeys(path: JsonPath): readonly string[];
  /** The place of the value, or of the nearest object around it that is there. */
  getValuePlace(path: JsonPath): Place;
  /** The place of the key at the end of the path; without one, as `getValuePlace`. */
  getKeyPlace(path: JsonPath): Place;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

const SYNTAX_MESSAGES: Readonly<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  InvalidSymbol: "This is no JSON: strings and keys stand in double quotes.",
  InvalidNumberFormat: "This is no JSON number.",
  PropertyNameExpected: "A key in double quotes is expected here.",
  ValueExpected: "A value is expected here.",
  ColonExpected: "A : is missing between key and value.",
  CommaExpected: "A comma is missing before this.",
  CloseBraceExpected: "A } is missing: an object is never closed.",
  CloseBracketExpected: "A ] is missing: a list is never closed.",
  EndOfFileExpected: "Nothing may follow the end of the outermost value: remove this.",
  InvalidCommentToken: "A comment is not allowed here.",
  UnexpectedEndOfComment: "This comment is never closed: end it with */.",
  UnexpectedEndOfString: "This string is never closed on its line: end it with a double quote.",
  UnexpectedEndOfNumber: "This number breaks off.",
  InvalidUnicode: "This is no Unicode escape: write \\u and four hex digits.",
  InvalidEscapeCharacter: 'This escape is unknown in JSON: a backslash is written "\\\\".',
  InvalidCharacter: "A control character can't stand in a string: write it as an escape.",
  "<unknown ParseErrorCode>": "This is no JSON.",
};

/** Never throws: what can't be read is among the problems. */
export function parseJsonDocument(text: string): JsonDocument {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const getPlace = (offset: number): Place => {
    const before = body.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  try {
    return createDocument(body, getPlace);
  } catch (error) {
    // jsonc-parser recurses into what it reads.
    if (!(error instanceof RangeError)) throw error;
    const problem = { ...START, message: "This is nested too deep to be read." };
    return createEmptyDocument([problem]);
  }
}

const START: Place = { line: 1, column: 1 };

function createEmptyDocument(syntaxProblems: readonly FileProblem[]): JsonDocument {
  const getStart = () => START;
  return {
    value: undefined,
    syntaxProblems,
    keyProblems: [],
    has: () => false,
    getValue: () => undefined,
    getKeys: () => [],
    getValuePlace: getStart,
    getKeyPlace: getStart,
  };
}

type GetPlace = (offset: number) => Place;

function createDocument(body: string, getPlace: GetPlace): JsonDocument {
  const errors: ParseError[] = [];
  const root = parseTree(body, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const syntaxProblems = getSyntaxProblems(body, errors, getPlace);
  if (root === undefined) return createEmptyDocument(syntaxProblems);
  return {
    value: getNodeValue(root),
    syntaxProblems,
    keyProblems: getKeyProblems(root, getPlace),
    has: (path) => findEntry(root, path).isWhole,
    getValue: (path) => {
      const { isWhole, value } = findEntry(root, path);
      const found: unknown = isWhole ? getNodeValue(value) : undefined;
      return found;
    },
    getKeys: (path) => {
      const { isWhole, value } = findEntry(root, path);
      return isWhole && value.type === "object"
        ? [...new Set(getEntries(value).map(({ name }) => name))]
        : [];
    },
    getValuePlace: (path) => getPlace(findEntry(root, path).value.offset),
    getKeyPlace: (path) => getPlace(findEntry(root, path).key.offset),
  };
}

/** One problem a line: what follows from the first is noise. */
function getSyntaxProblems(
  body: string,
  errors: readonly ParseError[],
  getPlace: GetPlace,
): readonly FileProblem[] {
  const marker = /^(?:<{7}|={7}|>{7})/m.exec(body);
  if (marker !== null) {
    const message = "Git left conflict markers here: resolve the conflict.";
    return [{ ...getPlace(marker.index), message }];
  }
  const byLine = new Map<number, FileProblem>();
  for (const { error, offset } of errors) {
    const place = getPlace(offset);
    const message = SYNTAX_MESSAGES[printParseErrorCode(error)];
    if (!byLine.has(place.line)) byLine.set(place.line, { ...place, message });
  }
  return [...byLine.values()];
}

function getKeyProblems(node: Node, getPlace: GetPlace): FileProblem[] {
  if (node.type !== "object")
    return (node.children ?? []).flatMap((child) => getKeyProblems(child, getPlace));
  const problems: FileProblem[] = [];
  const firsts = new Map<string, Place>();
  for (const { name, key, value } of getEntries(node)) {
    const place = getPlace(key.offset);
    const first = firsts.get(name);
    const text = JSON.stringify(name);
    if (name === "__proto__")
      problems.push({ ...place, message: `${text} can't be a key: use another name.` });
    if (first !== undefined)
      problems.push({
        ...place,
        message: `${text} stands here twice, first on line ${first.line}: keep one.`,
      });
    else firsts.set(name, place);
    problems.push(...getKeyProblems(value, getPlace));
  }
  return problems;
}

interface Entry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** Properties that have a value; a syntax error can leave one without. */
function getEntries(node: Node): Entry[] {
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ name: String(key.value), key, value }],
  );
}

/** Follows the path as far as it goes. Of a key that stands twice the last one counts, as in the value. */
function findEntry(
  root: Node,
  path: JsonPath,
): { readonly key: Node; readonly value: Node; readonly isWhole: boolean } {
  let found = { key: root, value: root };
  for (const step of path) {
    const next = getChild(found.value, step);
    if (next === undefined) return { ...found, isWhole: false };
    found = next;
  }
  return { ...found, isWhole: true };
}

function getChild(node: Node, step: PropertyKey): { readonly key: Node; readonly value: Node } | undefined {
  if (node.type === "object") return getEntries(node).findLast(({ name }) => name === step);
  const item = typeof step === "number" && node.type === "array" ? node.children?.[step] : undefined;
  return item === undefined ? undefined : { key: item, value: item };
}
