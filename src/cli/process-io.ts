import { homedir } from "node:os";
import type { Io } from "./io.js";

/** The real process. A reader that goes away (`| head`) ends the output quietly. */
export function getProcessIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
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
