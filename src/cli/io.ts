/** The process as the commands see it, so that tests can run `main` with their own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of stdin; absent: there is none. */
  readStdin?(): Promise<string>;
  now(): Date;
  /** Has `cleanUp` run when the user ends the command early (Ctrl-C); the answer takes it back. Absent: nobody can. */
  onInterrupt?(cleanUp: () => Promise<void>): () => void;
}

export interface Output {
  write(text: string): void;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
