import { MERGE_ATTRIBUTE } from "./merge-driver-command.js";

/** A `.gitattributes` with the merge driver's line at its end, in the file's own line breaks. */
export function addMergeAttribute(text: string): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : `${text}${newline}`;
  return `${start}${MERGE_ATTRIBUTE}${newline}`;
}
