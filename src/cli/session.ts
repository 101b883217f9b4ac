import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { UserError } from "../errors.js";
import { isCalendarDate } from "../manifest/dates.js";
import { findManifest, getManifestRoot, MANIFEST_NAME } from "../manifest/find-manifest.js";
import type { Manifest } from "../manifest/manifest.js";
import { readManifestText } from "../manifest/read-manifest-text.js";
import { loadManifest } from "../scan/load-manifest.js";
import { createStyle, type Style } from "../report/style.js";
import { findCacheFolder } from "./cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import type { Staged } from "./staged-session.js";
import { writeAnswer } from "./write-answer.js";

/** What every command that works on a manifest starts from. */
export interface Session {
  /** The folder of the manifest: paths in answers are relative to it. */
  readonly root: string;
  readonly manifest: Manifest;
  /** `YYYY-MM-DD`, in UTC unless `--today` says otherwise. */
  readonly today: string;
  /** With `--staged`: what is judged in the place of the files on disk. */
  readonly staged?: Staged;
}

/** Throws a UserError where `--cwd` is no folder. */
export function getWorkFolder(io: Io, { cwd }: CommonArguments): string {
  if (cwd === undefined) return io.cwd;
  const folder = resolve(io.cwd, cwd);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UserError(`--cwd ${cwd} is no folder.`);
}

/** Throws a UserError that says what to do where there is no manifest, or a broken one. */
export async function openSession(
  io: Io,
  args: CommonArguments & { readonly staged?: boolean },
): Promise<Session> {
  if (args.staged) return (await import("./staged-session.js")).openStagedSession(io, args);
  const folder = getWorkFolder(io, args);
  const path = args.manifest ? resolve(folder, args.manifest) : findManifest(folder);
  if (path === undefined) {
    throw new UserError(
      `No ${MANIFEST_NAME} in ${folder} or above it. Write a first one: expand-contract init`,
    );
  }
  const file = relative(folder, path) || path;
  const manifest = await loadManifest(readManifestText(path, file), file, findCacheFolder(io, args));
  const root = getManifestRoot(path, folder);
  return { root, manifest: { ...manifest, folder: root }, today: getToday(io, args) };
}

export function getToday(io: Io, { today }: CommonArguments): string {
  if (today === undefined) return io.now().toISOString().slice(0, 10);
  if (isCalendarDate(today)) return today;
  throw new UserError(`--today ${today} is no date. Write it as YYYY-MM-DD, for example 2026-06-01.`);
}

/** Columns where nobody says how many there are. */
const WIDE = 140;

/** `isFile`: what is written goes to a file, not to whoever looks at stdout. */
export function getStyle(io: Io, args: CommonArguments, isFile = args.output !== undefined): Style {
  const isTerminal = Boolean(io.stdout.isTTY) && !isFile;
  const color = args.color ?? (!isFile && isColorWanted(io.env, isTerminal));
  const { columns = 0 } = io.stdout;
  return createStyle({ color, width: isFile || columns === 0 ? WIDE : columns, isTerminal });
}

/** By NO_COLOR (no-color.org), FORCE_COLOR and TERM, in the order that picocolors has. A flag comes before all of them. */
function isColorWanted(env: Io["env"], isTerminal: boolean): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}

/** The answer goes to stdout, or to `--output`. */
export async function printAnswer(io: Io, args: CommonArguments, text: string): Promise<void> {
  if (args.output === undefined) {
    io.stdout.write(text);
    return;
  }
  await writeAnswer(resolve(getWorkFolder(io, args), args.output), text);
}
