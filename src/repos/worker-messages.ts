import type { ScanResult } from "../scan/scan-result.js";
import type { ScanProgress } from "../scan/scan-tree.js";
import type { JobContext, ScanJob } from "./scan-job.js";

/** An error as it crosses threads: its class would not. */
export interface PlainError {
  readonly isUserError: boolean;
  readonly message: string;
  readonly stack?: string;
}

/** What a worker says of its job: the last answer is a result or an error. */
export type WorkerAnswer =
  { readonly progress: ScanProgress } | { readonly result: ScanResult } | { readonly error: PlainError };

export function isWorkerAnswer(value: unknown): value is WorkerAnswer {
  return isObject(value) && ("progress" in value || "result" in value || "error" in value);
}

export function isScanJob(value: unknown): value is ScanJob {
  return isObject(value) && "place" in value && "mounts" in value;
}

export function isJobContext(value: unknown): value is JobContext {
  return isObject(value) && "manifest" in value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
