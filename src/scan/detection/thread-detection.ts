import { Worker } from "node:worker_threads";
import type { SchemaFacts } from "../schema-facts.js";
import type { Detection, DetectionProject, Finding } from "./detection.js";
import type { Answer, Request } from "./thread-messages.js";

/** Files that are sent at once: the thread works on some while others are read. */
const BATCH = 16;

/** Who waits for an answer; answers come in the order of the requests. */
interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Sources run as they are, in tests, have no script that a thread could start with. */
export function canStartThread(): boolean {
  return import.meta.url.endsWith(".js");
}

/**
 * Detection on another core: it loads parsers and detectors while this thread lists and searches the files. `hasTables`: Postgres' grammar will be
 * needed.
 */
export function startThreadDetection(hasTables: boolean): Detection {
  const worker = new Worker(new URL("./thread.js", import.meta.url), { workerData: { hasTables } });
  const waiting: Waiting[] = [];
  worker.on("message", (answer: Answer) => waiting.shift()?.resolve(answer));
  let failure: Error | undefined;
  worker.on("error", (error: Error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  const ask = (request: Request): Promise<Answer> => {
    return new Promise((resolve, reject) => {
      if (failure !== undefined) return reject(failure);
      waiting.push({ resolve, reject });
      worker.postMessage(request);
    });
  };
  let current: DetectionProject | undefined;
  return {
    readSchema: async (files, question) => (await ask({ kind: "schema", files, question })) as SchemaFacts,
    detect: async (project, files) => {
      const answers: Promise<Answer>[] = [];
      if (project !== current) answers.push(ask({ kind: "project", project }));
      current = project;
      for (let start = 0; start < files.length; start += BATCH)
        answers.push(ask({ kind: "files", files: files.slice(start, start + BATCH) }));
      const findings = await Promise.all(answers);
      return findings.flatMap((answer) => (answer ?? []) as readonly Finding[]);
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
