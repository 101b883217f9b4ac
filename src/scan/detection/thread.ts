import { parentPort, workerData } from "node:worker_threads";
import { loadPostgres } from "../../sql/postgres-parser.js";
import type { DetectionProject } from "./detection.js";
import { createLocalDetection } from "./local-detection.js";
import type { Answer, Request } from "./thread-messages.js";

/** The script of the thread: answers each request in its turn. Without tables Postgres' grammar is loaded only when some SQL asks for it. */
const { hasTables } = workerData as { readonly hasTables: boolean };
const detection = createLocalDetection();
const ready = hasTables ? loadPostgres() : Promise.resolve();
let project: DetectionProject | undefined;
let last: Promise<void> = Promise.resolve();

async function answer(request: Request): Promise<Answer> {
  await ready;
  switch (request.kind) {
    case "schema":
      return detection.readSchema(request.files, request.question);
    case "project":
      project = request.project;
      return undefined;
    case "files":
      return project === undefined ? [] : detection.detect(project, request.files);
  }
}

parentPort?.on("message", (request: Request) => {
  last = last.then(async () => {
    const found = await answer(request);
    parentPort?.postMessage(found);
  });
});
