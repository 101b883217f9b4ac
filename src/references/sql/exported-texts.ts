import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { getPropertyName } from "../../ast/property-name.js";
import type { ExportShape, ExportShapes } from "../../modules/module-graph.js";
import type { ScriptFile } from "../detector.js";
import type { Alternatives } from "./alternatives.js";
import { getExportedNames, mayExportNames } from "./exported-names.js";
import { readList } from "./read-list.js";
import { getStaticText } from "./source-text.js";
import { findVerb, hasStatementShape } from "./statement-start.js";
import { readFragment, readText, type TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

// Parsing costs more than all else: only a module that may export a text of SQL is looked at.
const EXPORTED =
  /\bexport\s+const\b[^;\n]{0,120}?(?:["'`]\s*(?:[\w$."]+\s*,|(?:select|insert|update|delete|with|merge|replace|from|where|and|or|order|group|left|right|inner|cross|full|join|returning)\b|[\w$."]+\s+(?:=|<>|<|>|as|is|in|like|ilike|between)\s|\$\{)|\[\s*["'`]\w|=\s*\w+\s*[+;\n])/i;
/** What all others begin with: few modules have it, and one look tells. */
const EXPORTED_VALUE = /\bexport\s+(?:const|enum)\b/;
const EXPORTED_OBJECT = /\bexport\s+const\b[^;\n]{0,120}\{/;
const STATEMENT = /:\s*["'`]\s*(?:select|insert|update|delete|with|merge|replace)\s/i;

const MAX_LENGTH = 4000;

/** Texts of SQL that a module exports as constants, for the statements of other modules that take them in. Undefined where it has none. */
export function getExportedTexts(file: ScriptFile): ExportShapes | undefined {
  const shapes: Record<string, ExportShape> = {};
  for (const statement of file.ast.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    Object.assign(shapes, getExportedNames(statement));
    if (statement.declaration?.type !== "VariableDeclaration") continue;
    if (statement.declaration.kind !== "const") continue;
    for (const { id, init } of statement.declaration.declarations) {
      const shape = init && id.type === "Identifier" ? getShape(init, file) : undefined;
      if (shape && id.type === "Identifier") shapes[id.name] = shape;
    }
  }
  return Object.keys(shapes).length > 0 ? shapes : undefined;
}

/** Rarely true for a module that has none. */
export function mayExportTexts(text: string): boolean {
  if (!EXPORTED_VALUE.test(text)) return false;
  return EXPORTED.test(text) || mayExportNames(text) || (EXPORTED_OBJECT.test(text) && STATEMENT.test(text));
}

function getShape(init: TSESTree.Expression, file: ScriptFile): ExportShape | undefined {
  const context: TextContext = { text: file.text, scopes: file.scopes, used: new Set() };
  const value = findValue(init, file.scopes);
  if (value.type === "TaggedTemplateExpression") {
    const text = getOnly(readFragment(value, context, 0));
    return text !== undefined && mayBeSql(text) ? { kind: "text", text, isFragment: true } : undefined;
  }
  if (value.type === "ObjectExpression") return getMembers(value, context);
  const list = readList(value, {
    context,
    read: (element) => readText(element, context, 1),
    readIn: (body, inner) => readText(body, inner, 1),
  });
  if (list !== undefined) {
    const texts = list.map(getOnly).filter((text) => text !== undefined);
    const isWhole =
      texts.length === list.length && texts.length > 0 && texts.every((text) => NAME.test(text));
    return isWhole && texts.join().length < MAX_LENGTH ? { kind: "list", texts } : undefined;
  }
  const text = getOnly(readText(value, context, 0));
  return text !== undefined && mayBeSql(text) ? { kind: "text", text } : undefined;
}

function getMembers(
  { properties }: TSESTree.ObjectExpression,
  context: TextContext,
): ExportShape | undefined {
  const members: Record<string, string> = {};
  for (const property of properties) {
    if (property.type !== "Property") continue;
    const name = getPropertyName(property);
    const value = unwrap(property.value);
    if (name === undefined || (value.type !== "Literal" && value.type !== "TemplateLiteral")) continue;
    const text = getOnly(readText(value, context, 1));
    if (text !== undefined && text.length < MAX_LENGTH && hasStatementShape(text)) members[name] = text;
  }
  return Object.keys(members).length > 0 ? { kind: "texts", members } : undefined;
}

/** The text, if it is all known. */
function getOnly(texts: Alternatives): string | undefined {
  const [only, ...others] = texts;
  if (only === undefined || others.length > 0 || only.some(({ kind }) => kind === "hole")) return undefined;
  return getStaticText(only);
}

const NAME = /^[\w$."`]+(?:\s+as\s+[\w"`]+)?$/i;
const CLAUSE =
  /^\s*(?:(?:left|right|inner|cross|full)\s+)?(?:join|from|where|and|or|order\s+by|group\s+by|returning)\b|\s(?:=|<>|<|>|is|in|like|ilike|between)\s/i;

/** A statement, a clause, or names with commas between them: what messages and other texts are not. */
function mayBeSql(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  if (findVerb(text) !== undefined || CLAUSE.test(text)) return true;
  const parts = text.split(",");
  return parts.length > 1 && parts.every((part) => NAME.test(part.trim()));
}
