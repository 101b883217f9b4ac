import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "../trees/make-folder.js";

/** A holder shows that it is alive this often; one that has not for so long is gone. */
const BEAT_MS = 2_000;
const STALE_MS = 30_000;
const POLL_MS = 100;

export interface LockOptions {
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** Called once, when another process holds it. */
  readonly onWait?: () => void;
}

/**
 * Waits until no other process works on what `file` stands for; the function that lets it go, or undefined after the deadline.
 * A holder that was killed is noticed: at once on this machine, after a while where the folder is shared.
 */
export async function takeLock(file: string, options: LockOptions): Promise<(() => void) | undefined> {
  makeFolder(dirname(file));
  const own = JSON.stringify({ pid: process.pid, host: hostname(), key: randomBytes(8).toString("hex") });
  let isWaiting = false;
  while (!tryCreate(file, own)) {
    if (removeStale(file)) continue;
    if (Date.now() >= options.deadline) return undefined;
    if (!isWaiting) options.onWait?.();
    isWaiting = true;
    await sleep(POLL_MS);
    options.signal?.throwIfAborted();
  }
  const beat = setInterval(() => touch(file), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (readText(file) === own) rmSync(file, { force: true });
  };
}

function tryCreate(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** True when the way may be free now. */
function removeStale(file: string): boolean {
  const text = readText(file);
  if (text === undefined) return true;
  if (isAlive(file, text)) return false;
  // Of several that wait, one moves it away, and looks whether it was this one.
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  const moved = readText(aside);
  if (moved !== text && moved !== undefined) tryCreate(file, moved);
  rmSync(aside, { force: true });
  return true;
}

function isAlive(file: string, text: string): boolean {
  const age = getAge(file);
  if (age === undefined || age > STALE_MS) return false;
  const holder = parseHolder(text);
  // A lock that is being written is empty for a moment.
  if (holder?.host !== hostname()) return true;
  return isRunning(holder.pid);
}

function parseHolder(text: string): { pid: number; host: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("host" in value))
      return undefined;
    return { pid: Number(value.pid), host: String(value.host) };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function getAge(file: string): number | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? undefined : Date.now() - stats.mtimeMs;
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed the folder: what follows will notice.
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
