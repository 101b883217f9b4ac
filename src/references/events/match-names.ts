import type { TSESTree } from "@typescript-eslint/utils";
import type { Certainty } from "../reference.js";
import type { SourceText, TextPiece } from "../sql/source-text.js";
import type { OldEvent } from "./event-place.js";
import { isTaken, type PatternKind } from "./name-patterns.js";

/** How a text holds a name: whole, as a pattern, or as the last part of an address (`arn:aws:sns:eu-west-1:1:orders`, `https://sqs…/orders`). */
export type NameForm = "name" | "address" | PatternKind;

/** A name that a text is, and where it stands in the source. */
export interface NameMatch {
  readonly event: OldEvent;
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
}

interface ReadName {
  readonly text: SourceText;
  /** The expression that the text was read of. */
  readonly node: TSESTree.Node;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly certainty: Certainty;
}

/** The old names that a text is, as the library takes it. */
export function matchNames(read: ReadName, form: NameForm, events: readonly OldEvent[]): NameMatch[] {
  const characters = getCharacters(read.text);
  return events.flatMap((event) => {
    const span = findSpan(characters, form, event.name);
    return span === undefined
      ? []
      : [{ event, certainty: span.certainty, ...getPlace(characters, span, read.node) }];
  });
}

interface Characters {
  /** A hole is one character that no name has. */
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const HOLE = "\0";
const GAP: Pick<TextPiece, "text" | "starts" | "ends"> = { text: HOLE, starts: [-1], ends: [-1] };

function getCharacters(text: SourceText): Characters {
  const pieces = text.map((piece) => (piece.kind === "text" ? piece : GAP));
  return {
    text: pieces.map((piece) => piece.text).join(""),
    starts: pieces.flatMap((piece) => piece.starts),
    ends: pieces.flatMap((piece) => piece.ends),
  };
}

function findSpan({ text }: Characters, form: NameForm, name: string): Span | undefined {
  if (text === name) return { from: 0, to: text.length, certainty: "resolved" };
  const at = text.lastIndexOf(name);
  if (form === "address" && at > 0 && at + name.length === text.length && /[:/]/.test(text.charAt(at - 1)))
    return { from: at, to: text.length, certainty: "resolved" };
  if (text.includes(HOLE)) return findFramed(text, name);
  if (form === "name" || form === "address" || !isTaken(name, text, form)) return undefined;
  return { from: 0, to: text.length, certainty: "inferred" };
}

/** `${env}.order.placed.v1`, `order.placed.v1-${region}`: beside the name there is nothing but what only running the program tells, and signs. */
function findFramed(text: string, name: string): Span | undefined {
  const at = text.indexOf(name);
  if (at === -1) return undefined;
  const to = at + name.length;
  const frame = [text.slice(0, at), text.slice(to)];
  return frame.every((part) => part === "" || /^(?:[^\p{L}\d]*\0)+[^\p{L}\d]*$/u.test(part))
    ? { from: at, to, certainty: "inferred" }
    : undefined;
}

/** Where the name is written; the expression that gives it, where it is not written in one piece in this file. */
function getPlace({ starts, ends }: Characters, { from, to }: Span, node: TSESTree.Node) {
  const isOnePiece = starts
    .slice(from, to)
    .every((start, index) => start >= 0 && (index === 0 || isNext(ends[from + index - 1], start)));
  const [start, end] = [starts[from], ends[to - 1]];
  if (isOnePiece && start !== undefined && end !== undefined) return { start, end };
  return { start: node.range[0], end: node.range[1] };
}

/** Room for the quotes of a concatenation. */
const MAX_GAP = 12;

/** A constant of another module gives one place for all of its characters. */
function isNext(end: number | undefined, start: number): boolean {
  return end !== undefined && start - end <= MAX_GAP;
}
