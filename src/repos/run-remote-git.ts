import { type ChildProcess, spawn } from "node:child_process";
import { createProgressReader } from "./progress-reader.js";

export interface RemoteGitInput {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds of the clock that `Date.now` reads. */
  readonly deadline: number;
  /** Milliseconds without a sign of life. */
  readonly stallTimeout: number;
  /** True while something grows on disk, for a server that says nothing. */
  readonly hasGrown?: () => boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

export interface RemoteGitOutput {
  /** Null after a signal. */
  readonly status: number | null;
  readonly stdout: string;
  /** Without its lines of progress. May hold credentials. */
  readonly stderr: string;
  /** Set when it was ended from here. */
  readonly ended?: "timed-out" | "stalled" | "flooded";
}

const MAX_STDERR = 64 * 1024;
const MAX_STDOUT = 64 * 1024 * 1024;

/**
 * Runs a git that talks to a server, and ends it with all its children (ssh, helpers, index-pack) when it takes too long or the signal says so.
 * Throws the signal's reason then, and the system's error when git can't be started.
 */
export async function runRemoteGit(input: RemoteGitInput): Promise<RemoteGitOutput> {
  input.signal?.throwIfAborted();
  // A group of its own can be ended as a whole, and has no terminal on which a child could ask.
  const child = spawn("git", input.args, {
    cwd: input.cwd,
    env: input.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const watch = watchProcess(child, input);
  const stdout: Buffer[] = [];
  const reader = createProgressReader(input.onProgress, MAX_STDERR);
  let size = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    watch.noteSign();
    size += chunk.length;
    if (size > MAX_STDOUT) watch.end("flooded");
    else stdout.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    watch.noteSign();
    reader.push(chunk.toString());
  });
  try {
    const status = await getExit(child);
    input.signal?.throwIfAborted();
    const ended = watch.getEnded();
    const output = { status, stdout: Buffer.concat(stdout).toString(), stderr: reader.getRest() };
    return ended === undefined ? output : { ...output, ended };
  } finally {
    watch.stop();
  }
}

function getExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

/** What ends each git that runs now. A group of its own would outlive us. */
const running = new Set<() => void>();

function endAll(): void {
  for (const end of running) end();
}

type Reason = NonNullable<RemoteGitOutput["ended"]>;

/** Ends a process at the deadline, after a silence, and when the signal says so. */
function watchProcess(
  child: ChildProcess,
  { deadline, stallTimeout, hasGrown, signal }: Omit<RemoteGitInput, "args">,
) {
  let ended: Reason | undefined;
  let lastSign = Date.now();
  const end = (reason: Reason) => {
    ended ??= reason;
    killGroup(child.pid);
  };
  const check = () => {
    const now = Date.now();
    if (now >= deadline) end("timed-out");
    else if (now - lastSign < stallTimeout) return;
    else if (hasGrown?.()) lastSign = now;
    else end("stalled");
  };
  const timer = setInterval(check, Math.min(500, stallTimeout / 4));
  const abort = () => killGroup(child.pid);
  running.add(abort);
  if (running.size === 1) process.on("exit", endAll);
  signal?.addEventListener("abort", abort, { once: true });
  return {
    end,
    noteSign: () => {
      lastSign = Date.now();
    },
    getEnded: () => ended,
    stop: () => {
      clearInterval(timer);
      running.delete(abort);
      if (running.size === 0) process.off("exit", endAll);
      signal?.removeEventListener("abort", abort);
    },
  };
}

/** Its pipes close only when the last child that holds them is gone: they all must go, at once. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
