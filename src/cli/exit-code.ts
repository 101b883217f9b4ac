/** SPEC §4. Broken is never read as empty: what could not be told exits 2, whatever else was found. */
export const EXIT = {
  fine: 0,
  findings: 1,
  unknown: 2,
  /** By Ctrl-C: what shells say of a program that SIGINT ended. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
