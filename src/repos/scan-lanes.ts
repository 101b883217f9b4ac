import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { UserError } from "../errors.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { ScanProgress } from "../scan/scan-tree.js";
import { type JobContext, runScanJob, type ScanJob } from "./scan-job.js";
import { isWorkerAnswer, type PlainError } from "./worker-messages.js";

export interface JobEvents {
  onStart(job: ScanJob): void;
  onProgress(job: ScanJob, progress: ScanProgress): void;
  /** The job is done, or it failed by a UserError or by a bug. */
  onEnd(job: ScanJob, outcome: ScanResult | Error): void;
}

/** Loading what a scan needs takes each thread some 300 ms: few small repos are done sooner in this one alone. */
const ALONE_MS = 500;
/** More threads than that wait for the disk, and each takes its 100 MB. */
const MAX_LANES = 8;
const WORKER = new URL("./scan-worker.js", import.meta.url);

/** Does all jobs, in this thread and, when it takes longer, in others; ends early when the signal says so, and leaves no thread at work. */
export async function runScanJobs(
  jobs: readonly ScanJob[],
  context: JobContext,
  { events, signal }: { readonly events: JobEvents; readonly signal: AbortSignal },
): Promise<void> {
  const queue = [...jobs];
  const workers: Worker[] = [];
  const lanes: Promise<void>[] = [];
  const take = () => (signal.aborted ? undefined : queue.shift());
  const interruption = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const addLanes = () => {
    const others = Math.min(getLaneCount() - 1, queue.length);
    for (let lane = 0; lane < others; lane++) {
      const worker = startWorker(context);
      if (worker === undefined) return;
      workers.push(worker);
      const { run, hasEnded } = createWorkerRunner(worker);
      lanes.push(runLane(() => (hasEnded() ? undefined : take()), events, run));
    }
  };
  const timer = setTimeout(addLanes, ALONE_MS);
  try {
    const own = runLane(take, events, (job, onProgress) => runScanJob(job, context, onProgress));
    await Promise.race([own.then(() => Promise.all(lanes)), interruption]);
  } finally {
    clearTimeout(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Undefined where no thread can be had: the work takes longer then. */
function startWorker(context: JobContext): Worker | undefined {
  try {
    return new Worker(WORKER, { execArgv: [], workerData: context });
  } catch {
    return undefined;
  }
}

/** From sources (in tests) there is no file that a thread could run. */
function getLaneCount(): number {
  return import.meta.url.endsWith(".ts") ? 1 : Math.min(availableParallelism(), MAX_LANES);
}

type JobRunner = (job: ScanJob, onProgress: (progress: ScanProgress) => void) => Promise<ScanResult>;

async function runLane(take: () => ScanJob | undefined, events: JobEvents, run: JobRunner): Promise<void> {
  for (let job = take(); job !== undefined; job = take()) {
    const current = job;
    events.onStart(current);
    const outcome = await run(current, (progress) => events.onProgress(current, progress)).catch(toError);
    events.onEnd(current, outcome);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A thread that ends early (out of memory, say) fails the job it was at; the others are left to the other lanes. */
function createWorkerRunner(worker: Worker): { readonly run: JobRunner; hasEnded(): boolean } {
  let isOver = false;
  worker.once("exit", () => (isOver = true));
  // Between jobs nobody else listens.
  worker.on("error", () => (isOver = true));
  const run: JobRunner = (job, onProgress) =>
    new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        action();
      };
      const onError = (error: Error) => {
        isOver = true;
        settle(() => reject(error));
      };
      const onExit = () => settle(() => reject(new Error("The thread that scanned it has ended")));
      const onMessage = (message: unknown) => {
        if (!isWorkerAnswer(message)) return;
        if ("progress" in message) onProgress(message.progress);
        else if ("result" in message) settle(() => resolve(message.result));
        else settle(() => reject(restoreError(message.error)));
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage(job);
    });
  return { run, hasEnded: () => isOver };
}

function restoreError({ isUserError, message, stack }: PlainError): Error {
  if (isUserError) return new UserError(message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
