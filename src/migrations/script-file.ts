import { getBaseName } from "./file-order.js";

const SCRIPT = /\.[cm]?[jt]s$/;
const NOT_RUN = /\.d\.[cm]?ts$|[._-](?:test|spec)\.[cm]?[jt]s$|^index\.[cm]?[jt]s$/;

/** True for a script that may be a migration: no types, no tests, no list of the others. */
export function isScriptFile(path: string): boolean {
  return SCRIPT.test(path) && !NOT_RUN.test(getBaseName(path));
}

// `20240101-users.js`, `1_init.ts`, `2024-01-01-users.ts`, `Migration20240101.ts`, `Init1693840429259.ts`: the names that tools give.
const NAMED = /^(?:Migration)?\d+|\d{13}\.[cm]?[jt]s$/;

/** True for a script named as a tool names migrations: with a number to sort by. */
export function isNumberedScript(path: string): boolean {
  return isScriptFile(path) && NAMED.test(getBaseName(path));
}
