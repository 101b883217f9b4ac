import { getDaysBetween } from "../manifest/dates.js";
import type { Change } from "../manifest/manifest.js";
import { foldParts } from "./fold-parts.js";
import type { Style } from "./style.js";

/** `user-full-name   users.name → users.full_name   @acme/identity   sunset in 40 days` */
export function formatChangeHeading(change: Change, today: string, style: Style): string {
  const { colors } = style;
  const shapes = change.replacement ? `${change.old.text} → ${change.replacement.text}` : change.old.text;
  const days = getDaysBetween(today, change.sunset);
  const sunset = formatSunset(days);
  const parts = [colors.bold(change.id), shapes, change.owner, days < 0 ? colors.red(sunset) : sunset];
  return foldParts(parts, { first: 0, rest: 4 }, style).join("\n");
}

/** `days` from today to the sunset date; the day itself still counts as before it. */
export function formatSunset(days: number): string {
  if (days < 0) return `sunset was ${-days} ${days === -1 ? "day" : "days"} ago`;
  if (days === 0) return "sunset is today";
  return `sunset in ${days} ${days === 1 ? "day" : "days"}`;
}

/** `use users.full_name   https://wiki…`, or undefined where nothing replaces it and no guide says more. */
export function formatRemedy(change: Change): string | undefined {
  const parts = getRemedyParts(change);
  return parts.length === 0 ? undefined : parts.join("   ");
}

export function getRemedyParts({ replacement, guide }: Change): string[] {
  return [replacement && `use ${replacement.text}`, guide].filter((part) => part !== undefined);
}
