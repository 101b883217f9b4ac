import { isMarker } from "./read-words.js";

/** Cheap, since every script is asked; never false for a text that has a mark. */
export function mayHaveMarks(text: string): boolean {
  return text.includes("@deprecated") || isMarker(text);
}
