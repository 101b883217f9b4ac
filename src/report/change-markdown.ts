import { getDaysBetween } from "../manifest/dates.js";
import type { Change } from "../manifest/manifest.js";
import { formatSunset } from "./change-heading.js";
import { formatCode, formatLink } from "./markdown-words.js";

/** What a change is, whose, and until when. Owners stand in code: a comment that is written at each push must not ping anybody. */
export function formatChangeFacts(change: Change, today: string): string {
  const { old, replacement, owner, sunset } = change;
  const shapes = replacement
    ? `${formatCode(old.text)} → ${formatCode(replacement.text)}`
    : formatCode(old.text);
  return [shapes, formatCode(owner), formatSunset(getDaysBetween(today, sunset))].join(" · ");
}

/** ` Use X ([guide](…)).`, or empty. */
export function formatWayOut({ replacement, guide, old }: Change): string {
  const use =
    replacement === undefined
      ? `Do without ${formatCode(old.text)}`
      : `Use ${formatCode(replacement.text)} instead`;
  return guide === undefined ? `${use}.` : `${use} (${formatLink("guide", guide)}).`;
}
