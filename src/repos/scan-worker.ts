/** The code of a worker thread that scans repos: answers each job with its progress and its outcome. */
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../errors.js";
import { runScanJob } from "./scan-job.js";
import { isJobContext, isScanJob, type WorkerAnswer } from "./worker-messages.js";

const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);

parentPort?.on("message", (job: unknown) => {
  const context: unknown = workerData;
  if (!isScanJob(job) || !isJobContext(context)) throw new Error("A worker was given no job that it knows");
  runScanJob(job, context, (progress) => answer({ progress })).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ error: describe(error) }),
  );
});

function describe(error: unknown) {
  if (!(error instanceof Error)) return { isUserError: false, message: String(error) };
  return { isUserError: error instanceof UserError, message: error.message, stack: error.stack ?? "" };
}
