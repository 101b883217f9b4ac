import type { ExitCode } from "./exit-code.js";
import type { Io } from "./io.js";

/** Wraps a command's handler: yargs drops what handlers return, so `main` keeps the exit code here. */
export type Run = <A>(handler: (io: Io, args: A) => Promise<ExitCode>) => (args: A) => Promise<void>;
