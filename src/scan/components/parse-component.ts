import type { ScriptFile } from "../../references/detector.js";
import { getLineStarts } from "../../references/line-starts.js";
import { ParseError } from "../../parse/parse-error.js";
import type { ComponentParser } from "./component-parser.js";
import { getNode, isPlainNode } from "./plain-node.js";
import { readComponent } from "./read-component.js";
import { findScriptBlocks } from "./script-blocks.js";
import { loadScriptParser } from "./script-parser.js";

/** Parses a component as a linter with this parser would. Throws a ParseError. A byte order mark counts nowhere. */
export function parseComponent(path: string, source: string, parser: ComponentParser): ScriptFile {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const ast = parseTree(path, text, parser);
  const broken = findTemplateError(ast);
  if (broken !== undefined) throw toParseError(path, text, broken);
  return readComponent({ path, text, ast });
}

function parseTree(path: string, text: string, parser: ComponentParser): object {
  const scriptParser = loadScriptParser();
  const options = {
    ...{
      filePath: path,
      ecmaVersion: "latest",
      sourceType: "module",
      ecmaFeatures: { jsx: hasJsx(path, text) },
    },
    ...(scriptParser && { parser: scriptParser }),
    ...{
      loc: true,
      range: true,
      tokens: true,
      comment: true,
      eslintVisitorKeys: true,
      eslintScopeManager: true,
    },
  };
  try {
    const parsed = parser.parse(text, options);
    if (typeof parsed === "object" && parsed !== null && "ast" in parsed) {
      if (typeof parsed.ast === "object" && parsed.ast !== null) return parsed.ast;
    }
  } catch (error) {
    throw toParseError(path, text, error);
  }
  throw toParseError(path, text, { message: `${parser.id} gives no tree` });
}

/** Only `lang` of TypeScript without X rules JSX out. */
function hasJsx(path: string, text: string): boolean {
  return path.endsWith(".vue") && findScriptBlocks(path, text).every(({ lang }) => lang !== "ts");
}

/** An expression of Vue's that does not parse; what is wrong with the markup has a code, and browsers live with it. */
function findTemplateError(ast: object): unknown {
  const template = isPlainNode(ast) ? getNode(ast, "templateBody") : undefined;
  const errors: unknown = template?.["errors"];
  if (!Array.isArray(errors)) return undefined;
  return errors.find(
    (error: unknown) =>
      typeof error === "object" && error !== null && !("code" in error && error.code !== undefined),
  );
}

interface ErrorPlace {
  readonly message?: unknown;
  readonly lineNumber?: unknown;
  readonly column?: unknown;
  readonly index?: unknown;
}

function toParseError(path: string, text: string, error: unknown): ParseError {
  const place: ErrorPlace = typeof error === "object" && error !== null ? error : {};
  const lines = getLineStarts(text);
  const at =
    typeof place.index === "number"
      ? lines.getPosition(place.index)
      : {
          line: typeof place.lineNumber === "number" ? place.lineNumber : 1,
          column: typeof place.column === "number" ? place.column + 1 : 1,
        };
  const message = typeof place.message === "string" ? place.message : "It does not parse";
  return new ParseError(path, { ...at, message: message.replace(/\.$/, "") });
}
