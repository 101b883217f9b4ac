import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath } from "../../ast/property-name.js";
import { getKeys, getStrings } from "./column-keys.js";
import { findPlaceholders, type Placeholder } from "./placeholders.js";
import { quoteName, quoteNames, slicePiece } from "./quoted-names.js";
import { createGenerated, createHole, type Piece, type SourceText } from "./source-text.js";
import { readText, type TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

/**
 * Puts names in for the placeholders that stand for names: mysql2's and Knex' `??`, Knex' `:name:`, pg-promise's `$1:name`,
 * pg-format's `%I`; and the columns of an object for `SET ?`. Placeholders of plain values stay.
 */
export function formatPlaceholders(
  text: SourceText,
  values: readonly TSESTree.Node[],
  context: TextContext,
): SourceText {
  let next = 0;
  let before = "";
  return text.flatMap((piece): Piece[] => {
    if (piece.kind === "hole") return [piece];
    const pieces: Piece[] = [];
    let from = 0;
    for (const placeholder of findPlaceholders(piece.text)) {
      const { start, end, key = next } = placeholder;
      if (placeholder.key === undefined) next += 1;
      const lead = before + piece.text.slice(0, start);
      const value = findGiven(key, placeholder, values, context);
      const filled = fill(placeholder, { value, lead, rest: piece.text.slice(end), context });
      if (filled === undefined) continue;
      pieces.push(slicePiece(piece, from, start), ...filled);
      from = end;
    }
    before += piece.text;
    return from === 0 ? [piece] : [...pieces, slicePiece(piece, from)];
  });
}

interface Given {
  readonly value: TSESTree.Node | undefined;
  readonly lead: string;
  readonly rest: string;
  readonly context: TextContext;
}

function fill({ as, text }: Placeholder, given: Given): readonly Piece[] | undefined {
  const { value, context } = given;
  const quote = text.includes("?") ? "`" : '"';
  switch (as) {
    case "name": {
      if (value === undefined) return [createUnknown(text, "identifier")];
      const names = getStrings([value], context) ?? getKeys(getKeysOwner(value, context), context);
      return names ? quoteNames(names, ", ", quote) : [createHole(value, context.text, "identifier")];
    }
    case "raw":
      return value === undefined ? [createUnknown(text, "any")] : readText(value, context, 1)[0];
    case "list":
      return [createUnknown(text, "any")];
    case "value":
      return fillObject(text, given);
  }
}

/** MySQL's drivers write an object as `name = 1, email = 2`: behind SET its keys are written, in a condition they are read. */
function fillObject(text: string, { value, lead, rest, context }: Given): readonly Piece[] | undefined {
  const isSet = /\b(?:set|on\s+duplicate\s+key\s+update)\s*$/i.test(lead);
  const isCondition = CONDITION.test(lead) && CONDITION_END.test(rest);
  if (!isSet && !isCondition) return undefined;
  if (value === undefined) return isSet ? [createUnknown(text, "any")] : undefined;
  const keys = getKeys(value, context);
  const columns = keys?.map((key) => quoteName(key, "`"));
  if (isSet) {
    const hole = createHole(value, context.text, columns ? "columns" : "any");
    return [columns ? { ...hole, columns } : hole];
  }
  return columns?.flatMap((column, index) => [
    ...(index === 0 ? [] : [createGenerated(" and ")]),
    ...[column, createGenerated(" = $1")],
  ]);
}

const CONDITION = /\b(?:where|and|or|on|having)\s*\(*\s*$/i;
const CONDITION_END = /^\s*(?:$|[);]|(?:and|or|order|group|limit|for)\b)/i;

/** `Object.keys(row)` are the names that the object has. */
function getKeysOwner(value: TSESTree.Node, { scopes }: TextContext): TSESTree.Node {
  const node = findValue(value, scopes);
  if (node.type !== "CallExpression" || getDottedPath(node.callee)?.join(".") !== "Object.keys") return value;
  return node.arguments[0] ?? value;
}

function createUnknown(key: string, as: "any" | "identifier"): Piece {
  return { kind: "hole", key, as, columns: [] };
}

/** The value that a placeholder stands for: of the arguments themselves, or of the list or object that is the only one. */
function findGiven(
  key: number | string,
  { isOfArguments }: Placeholder,
  values: readonly TSESTree.Node[],
  { scopes }: TextContext,
): TSESTree.Node | undefined {
  if (isOfArguments && typeof key === "number") return values[key];
  const [container] = values;
  if (container === undefined || key === "this") return container;
  const value = findValue(container, scopes);
  if (typeof key === "string") return getEntries(value, scopes).find(({ name }) => name === key)?.value;
  if (value.type === "ArrayExpression") {
    const element = value.elements[key];
    return element?.type === "SpreadElement" ? undefined : (element ?? undefined);
  }
  return key === 0 ? container : undefined;
}
