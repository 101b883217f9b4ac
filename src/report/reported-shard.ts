/** Which part of a run a result is, and of which run: parts are put together only when they fit. */
export interface ReportedShard {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
  /** Hash of the manifest's text. */
  readonly manifest: string;
  /** Version of this tool. */
  readonly tool: string;
  /** All repos of the run, by name. */
  readonly of: readonly string[];
}
