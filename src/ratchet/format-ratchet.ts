import type { Accepted, Ratchet } from "./ratchet-file.js";
import { compareLeaves, compareText } from "./leaf.js";

/**
 * The text of `ratchet.json`: keys sorted by code unit, two spaces, a newline at the end. One count a line, with a line between two
 * scopes that neither changes, so that git merges changes of different scopes by itself.
 */
export function formatRatchet({ changes, accepted }: Ratchet): string {
  return formatRatchetAround(
    changes,
    [...accepted].sort(compareAccepted).map((entry) => ({ lines: formatAccepted(entry) })),
  );
}

/** A part of the list of accepted references; `lines` without the comma at the end. With `theirs` both stand between conflict markers. */
export interface AcceptedPart {
  readonly lines: readonly string[];
  readonly theirs?: readonly string[];
}

/** `formatRatchet` with the accepted references already formatted. */
export function formatRatchetAround(
  changes: Ratchet["changes"],
  accepted: readonly AcceptedPart[],
  markerSize = 7,
): string {
  const head = ["{", '  "version": 1,', ...formatValue("changes", changes, 1).slice(0, -1)];
  const last = formatValue("changes", changes, 1).at(-1) ?? "";
  if (accepted.length === 0) return [...head, `${last},`, '  "accepted": []', "}", ""].join("\n");
  const parts = accepted.flatMap((part, index) =>
    formatPart(part, { isLast: index === accepted.length - 1, markerSize }),
  );
  return [...head, `${last},`, '  "accepted": [', ...parts, "  ]", "}", ""].join("\n");
}

interface PartPlace {
  readonly isLast: boolean;
  readonly markerSize: number;
}

function formatPart({ lines, theirs }: AcceptedPart, { isLast, markerSize }: PartPlace): readonly string[] {
  if (theirs === undefined) return endPart(lines, isLast);
  const [before = "", between = "", after = ""] = ["<", "=", ">"].map((sign) => sign.repeat(markerSize));
  return [
    `${before} ours`,
    ...endPart(lines, isLast),
    between,
    ...endPart(theirs, isLast),
    `${after} theirs`,
  ];
}

function endPart(lines: readonly string[], isLast: boolean): readonly string[] {
  return isLast || lines.length === 0 ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`];
}

/** One accepted reference as lines, its keys in the order in which a person asks. */
export function formatAccepted(entry: Accepted): string[] {
  const { change, file, scope, access, count, reason, owner, until } = entry;
  const values = { change, file, scope, access, count, reason, owner, until };
  return JSON.stringify(values, undefined, 2)
    .split("\n")
    .map((line) => `    ${line}`);
}

export function compareAccepted(a: Accepted, b: Accepted): number {
  return compareLeaves(a, b) || compareText(a.reason, b.reason);
}

/** By hand, because `JSON.stringify` puts keys that look like numbers first. */
function formatValue(key: string, value: unknown, depth: number): string[] {
  const start = `${"  ".repeat(depth)}${JSON.stringify(key)}: `;
  if (typeof value !== "object" || value === null) return [`${start}${JSON.stringify(value)}`];
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  if (entries.length === 0) return [`${start}{}`];
  const members = entries.map(([name, member]) => formatValue(name, member, depth + 1));
  const lines = members.flatMap((member, index) => endPart(member, index === members.length - 1));
  return [`${start}{`, ...lines, `${"  ".repeat(depth)}}`];
}
