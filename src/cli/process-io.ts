import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { explainSystemError } from "../trees/explain-system-error.js";
import { EXIT } from "./exit-code.js";
import type { Io } from "./io.js";

/** The real process. A reader that goes away (`| head`) ends the output quietly; an answer that can't be written is no answer. */
export function getProcessIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      if (stream === process.stdout)
        process.stderr.write(`Can't write the answer: ${explainSystemError(error)}.\n`);
      process.exit(EXIT.unknown);
    });
  }
  return {
    onInterrupt: createInterruption(),
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    home: homedir(),
    stdout: process.stdout,
    stderr: process.stderr,
    readStdin: () => text(process.stdin),
    now: () => new Date(),
  };
}

/** Cleaning up takes no longer: whoever presses Ctrl-C wants to be rid of us. */
const CLEAN_UP_MS = 2000;

/** Ends the process on Ctrl-C and its like, after everything under way has been ended and taken away. A second one does not wait. */
function createInterruption(): NonNullable<Io["onInterrupt"]> {
  const cleanUps = new Set<() => Promise<void>>();
  let isEnding = false;
  const end = async () => {
    if (isEnding) process.exit(EXIT.interrupted);
    isEnding = true;
    const done = Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
    await Promise.race([done, setTimeout(CLEAN_UP_MS)]);
    process.stderr.write("Interrupted.\n");
    process.exit(EXIT.interrupted);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
  return (cleanUp) => {
    cleanUps.add(cleanUp);
    return () => cleanUps.delete(cleanUp);
  };
}
