import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "../../ast/find-function.js";
import { createGenerated, type SourceText } from "../../references/sql/source-text.js";
import type { Dialect } from "../../sql/dialects/dialect.js";
import type { Environment } from "./environment.js";
import type { Handle } from "./handle.js";

/** What an expression of a migration is, as far as its text tells. */
export type Value =
  TextValue | PlainValue | ListValue | ObjectValue | FunctionValue | ClassValue | HandleValue | UnknownValue;

/** A string. What is known only when it runs is a hole in it. */
export interface TextValue {
  readonly kind: "text";
  readonly pieces: SourceText;
}

export interface PlainValue {
  readonly kind: "plain";
  readonly value: number | bigint | boolean | null | undefined;
}

export interface ListValue {
  readonly kind: "list";
  /** `push` adds to it. */
  readonly items: Value[];
  /** True when there may be more, or fewer. */
  readonly isOpen: boolean;
}

export interface ObjectValue {
  readonly kind: "object";
  /** `object.name = value` adds to it. */
  readonly fields: Map<string, Value>;
  /** True when there may be more, or others. */
  readonly isOpen: boolean;
  /** Who answers for what it does not have: the tool's own base class. */
  readonly base?: Value;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly node: FunctionNode;
  readonly environment: Environment;
  /** Reading it calls it. */
  readonly isGetter?: boolean;
}

export interface ClassValue {
  readonly kind: "class";
  readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
  readonly environment: Environment;
}

/** Something of the tool's. */
export interface HandleValue {
  readonly kind: "handle";
  readonly handle: Handle;
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** A part of the tool went into it: whoever gets it may run something. */
  readonly isRunning?: boolean;
  /** Why it can't be told, for people: `it is read from a.sql when it runs`. */
  readonly because?: string;
  /** It is what the tool calls its database; `dialect` where that is known. */
  readonly isDialectName?: boolean;
  readonly dialect?: Dialect;
  /** All that it may be, two at least: whoever asks each in turn need not take it for unknown. */
  readonly alternatives?: readonly Value[];
}

export const UNKNOWN: UnknownValue = { kind: "unknown" };

export const UNDEFINED: PlainValue = { kind: "plain", value: undefined };

/** A text that stands nowhere in the script. */
export function createText(text: string): TextValue {
  return { kind: "text", pieces: [createGenerated(text)] };
}

export function toHandle(handle: Handle): HandleValue {
  return { kind: "handle", handle };
}

/** The whole text; undefined when any of it is known only at run time, and for what is no text. */
export function getText(value: Value | undefined): string | undefined {
  if (value?.kind !== "text") return undefined;
  let text = "";
  for (const piece of value.pieces) {
    if (piece.kind === "hole") return undefined;
    text += piece.text;
  }
  return text;
}

export function getField(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === "object" ? value.fields.get(name) : undefined;
}

/** The items of a list, or the one value itself; undefined where a list is open. */
export function getItems(value: Value | undefined): readonly Value[] | undefined {
  if (value === undefined) return [];
  if (value.kind !== "list") return [value];
  return value.isOpen ? undefined : value.items;
}

/** Whether a condition holds; undefined when only running would tell. */
export function isTruthy(value: Value): boolean | undefined {
  switch (value.kind) {
    case "plain":
      return Boolean(value.value);
    case "text": {
      const text = getText(value);
      return text === undefined ? undefined : text !== "";
    }
    case "unknown":
      return agree(value.alternatives, isTruthy);
    case "handle":
      return undefined;
    default:
      return true;
  }
}

/** What holds for each of the alternatives; undefined where they differ, or are not known. */
export function agree(
  alternatives: readonly Value[] | undefined,
  test: (value: Value) => boolean | undefined,
): boolean | undefined {
  const [first, ...others] = alternatives?.map(test) ?? [];
  return others.every((one) => one === first) ? first : undefined;
}
