import { homedir } from "node:os";
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
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    home: homedir(),
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
  };
}
