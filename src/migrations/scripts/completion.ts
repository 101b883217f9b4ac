import type { Scope } from "./run.js";

/** How a statement ends for certain; undefined: what follows it goes on. */
export type Completion = "return" | "throw" | "break" | "continue" | undefined;

/** Of two ways, one of which is taken. Where one goes on, all that follows is uncertain. */
export function joinCompletions(a: Completion, b: Completion, { run }: Scope): Completion {
  if (a === undefined || b === undefined) {
    const ended = a ?? b;
    if (ended !== undefined) run.uncertainty += 1;
    return undefined;
  }
  // Of ways that differ the one after which more is still run.
  for (const one of ["continue", "break"] as const) if (a === one || b === one) return one;
  return a === b ? a : "return";
}
