import { createRequire } from "node:module";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

/** The functions of libpg-query that are used here. Their offsets are UTF-8 bytes. */
type Method = "parseSync" | "scanSync" | "parsePlPgSQLSync";
type Library = Readonly<Record<Method, (sql: string) => unknown>> & { loadModule(): Promise<void> };

/** `cursor` counts code points, as Postgres does. */
export type Answer =
  { readonly value: unknown } | { readonly error: { readonly message: string; readonly cursor: number } };

const require = createRequire(import.meta.url);
const ANSWER_TIMEOUT_MS = 60_000;

let library: Library | undefined;
let loading: Promise<void> | undefined;
let worker: { readonly port: MessagePort; readonly signal: Int32Array; readonly thread: Worker } | undefined;

/** Loads Postgres' grammar (WASM) into this thread. Before that, calls are answered by a worker thread. */
export function loadBackend(): Promise<void> {
  loading ??= loadLibrary();
  return loading;
}

async function loadLibrary(): Promise<void> {
  const loaded = require("libpg-query") as Library;
  await loaded.loadModule();
  library = loaded;
  void worker?.thread.terminate();
  worker = undefined;
}

/** Answers at once, whether the module has been loaded or not: ESLint's rules are synchronous. */
export function callBackend(method: Method, sql: string): Answer {
  if (library !== undefined) return answerHere(library, method, sql);
  // A failed load would fail in the worker too, and there it is reported.
  loadBackend().catch(() => undefined);
  return answerByWorker(method, sql);
}

function answerHere(loaded: Library, method: Method, sql: string): Answer {
  try {
    return { value: loaded[method](sql) };
  } catch (error) {
    const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition?: number } };
    return { error: { message, cursor: sqlDetails?.cursorPosition ?? 0 } };
  }
}

function answerByWorker(method: Method, sql: string): Answer {
  worker ??= startWorker();
  const { port, signal } = worker;
  const before = Atomics.load(signal, 0);
  port.postMessage([method, sql]);
  Atomics.wait(signal, 0, before, ANSWER_TIMEOUT_MS);
  const received = receiveMessageOnPort(port);
  if (received === undefined)
    throw new Error("libpg-query did not answer: its worker thread could not start");
  return received.message as Answer;
}

// Source text and not a file: it must run from the built package and from a test runner's sources alike.
const WORKER_SOURCE = `
const { workerData } = require("node:worker_threads");
const { port, signal, library } = workerData;
const answer = (message) => {
  port.postMessage(message);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
};
const run = (call) => {
  try {
    answer({ value: call() });
  } catch (error) {
    answer({ error: { message: error.message, cursor: error.sqlDetails?.cursorPosition ?? 0 } });
  }
};
const start = async () => {
  const loaded = require(library);
  await loaded.loadModule();
  return loaded;
};
const started = start();
port.on("message", ([method, sql]) =>
  started.then(
    (loaded) => run(() => loaded[method](sql)),
    (error) => run(() => { throw error; }),
  ),
);`;

function startWorker(): { port: MessagePort; signal: Int32Array; thread: Worker } {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(WORKER_SOURCE, {
    eval: true,
    // A loader given to the host (`--import tsx`) is not wanted here.
    execArgv: [],
    workerData: { port: port2, signal, library: require.resolve("libpg-query") },
    transferList: [port2],
  });
  thread.unref();
  port1.unref();
  return { port: port1, signal, thread };
}
