const DAY_MS = 86_400_000;

/** True for `YYYY-MM-DD` that stands in the calendar: not 2026-02-30. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && formatIsoDate(time) === text;
}

/** Whole days from one ISO date to another; negative when `to` is earlier. Both must be calendar dates. */
export function getDaysBetween(from: string, to: string): number {
  return (getTime(to) - getTime(from)) / DAY_MS;
}

/** The ISO date that many days later, or earlier for a negative number. */
export function addDays(date: string, days: number): string {
  return formatIsoDate(getTime(date) + days * DAY_MS);
}

function getTime(date: string): number {
  if (!isCalendarDate(date)) throw new RangeError(`Not a calendar date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
}

function formatIsoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
