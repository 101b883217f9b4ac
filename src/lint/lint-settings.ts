import { isCalendarDate } from "../manifest/dates.js";

/** `settings["expand-contract"]` of an ESLint config. */
export interface LintSettings {
  /** The manifest, relative to ESLint's working directory; absent: searched upward from the linted file. */
  readonly manifest?: string;
  /** `YYYY-MM-DD`, for tests and dry runs; absent: today in UTC. */
  readonly today?: string;
}

export const SETTINGS_KEY = "expand-contract";

/** Takes what is well-formed; ESLint does not check settings. */
export function getLintSettings(settings: object): LintSettings {
  const own: unknown = Reflect.get(settings, SETTINGS_KEY);
  if (typeof own !== "object" || own === null) return {};
  const manifest: unknown = Reflect.get(own, "manifest");
  const today: unknown = Reflect.get(own, "today");
  return {
    ...(typeof manifest === "string" ? { manifest } : {}),
    ...(typeof today === "string" && isCalendarDate(today) ? { today } : {}),
  };
}
