import { getDaysBetween } from "../manifest/dates.js";
import type { Change, Kind } from "../manifest/manifest.js";
import type { Access, Reference } from "../references/reference.js";

const VERBS: Readonly<Record<Access, string>> = {
  read: "reads",
  write: "writes",
  call: "calls",
  type: "names the type of",
  import: "imports",
  export: "re-exports",
  declare: "maps",
  implicit: "carries",
};

/** No model maps these: a broker is told to make an event, a route defines an endpoint. */
const DECLARING: Readonly<Partial<Record<Kind, string>>> = { event: "creates", endpoint: "defines" };

/** What every message about a reference names. All of it stands in the rules' messages. */
export interface ReferenceMessageData extends Record<string, string> {
  readonly what: string;
  readonly old: string;
  readonly advice: string;
  readonly owner: string;
  readonly sunset: string;
  readonly days: string;
  readonly guide: string;
}

/** The message's parts for one reference on a given day. */
export function getReferenceMessageData(
  { access, certainty }: Reference,
  change: Change,
  today: string,
): ReferenceMessageData {
  const verb = access === "declare" ? (DECLARING[change.kind] ?? VERBS.declare) : VERBS[access];
  return {
    what: certainty === "inferred" ? `This probably ${verb}` : `This ${verb}`,
    old: change.old.text,
    advice: change.replacement ? `: use ${change.replacement.text} instead` : " without a replacement",
    owner: change.owner,
    sunset: change.sunset,
    days: formatDaysLeft(getDaysBetween(today, change.sunset)),
    guide: change.guide === undefined ? "" : ` See ${change.guide}`,
  };
}

/** The day of the sunset itself is the last one on which references may stand. */
function formatDaysLeft(days: number): string {
  if (days === 0) return "today is the last day";
  const count = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return days > 0 ? `${count} left` : `${count} past its sunset`;
}

export function isPastSunset(change: Change, today: string): boolean {
  return getDaysBetween(today, change.sunset) < 0;
}
