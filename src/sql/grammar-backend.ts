import { createRequire } from "node:module";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

/** What a grammar said: `error` is what the library threw, as plain data. */
export type Answer = { readonly value: unknown } | { readonly error: Readonly<Record<string, unknown>> };

/** A grammar as WebAssembly in a package that loads it asynchronously, while ESLint's rules are synchronous. */
export interface GrammarBackend<Method extends string> {
  /** Loads the grammar into this thread. Before that, calls are answered by a worker thread. */
  load(): Promise<void>;
  /** Answers at once, whether the grammar has been loaded or not. */
  call(method: Method, args: readonly string[]): Answer;
}

interface GrammarPackage {
  readonly name: string;
  /** Its function that loads the WebAssembly. */
  readonly loader: string;
}

type Library = Readonly<Record<string, (...args: readonly string[]) => unknown>>;

interface GrammarThread {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  readonly thread: Worker;
}

const require = createRequire(import.meta.url);
const ANSWER_TIMEOUT_MS = 60_000;

export function createGrammarBackend<Method extends string>({
  name,
  loader,
}: GrammarPackage): GrammarBackend<Method> {
  let library: Library | undefined;
  let loading: Promise<void> | undefined;
  let worker: GrammarThread | undefined;

  async function loadLibrary(): Promise<void> {
    const loaded = require(name) as Library;
    await loaded[loader]?.();
    library = loaded;
    void worker?.thread.terminate();
    worker = undefined;
  }
  const load = (): Promise<void> => (loading ??= loadLibrary());
  return {
    load,
    call: (method, args) => {
      if (library !== undefined) return answerHere(library, method, args);
      // A failed load would fail in the worker too, and there it is reported.
      load().catch(() => undefined);
      worker ??= startWorker({ name, loader });
      return answerByWorker(worker, name, [method, ...args]);
    },
  };
}

function answerHere(library: Library, method: string, args: readonly string[]): Answer {
  try {
    return { value: library[method]?.(...args) };
  } catch (error) {
    return { error: getPlainError(error) };
  }
}

/** An error's message stands on no key of its own that can be listed. */
function getPlainError(error: unknown): Readonly<Record<string, unknown>> {
  const fields = typeof error === "object" ? Object.fromEntries(Object.entries(error ?? {})) : {};
  return { ...fields, message: error instanceof Error ? error.message : String(error) };
}

function answerByWorker({ port, signal }: GrammarThread, name: string, request: readonly string[]): Answer {
  const before = Atomics.load(signal, 0);
  port.postMessage(request);
  Atomics.wait(signal, 0, before, ANSWER_TIMEOUT_MS);
  const received = receiveMessageOnPort(port);
  if (received === undefined) throw new Error(`${name} did not answer: its worker thread could not start`);
  return received.message as Answer;
}

// Source text and not a file: it must run from the built package and from a test runner's sources alike.
const WORKER_SOURCE = `
const { workerData } = require("node:worker_threads");
const { port, signal, library, loader } = workerData;
const answer = (message) => {
  port.postMessage(message);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
};
const run = (call) => {
  try {
    answer({ value: call() });
  } catch (error) {
    answer({ error: { ...error, message: error.message } });
  }
};
const start = async () => {
  const loaded = require(library);
  await loaded[loader]();
  return loaded;
};
const started = start();
port.on("message", ([method, ...args]) =>
  started.then(
    (loaded) => run(() => loaded[method](...args)),
    (error) => run(() => { throw error; }),
  ),
);`;

function startWorker({ name, loader }: GrammarPackage): GrammarThread {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(WORKER_SOURCE, {
    eval: true,
    // A loader given to the host (`--import tsx`) is not wanted here.
    execArgv: [],
    workerData: { port: port2, signal, library: require.resolve(name), loader },
    transferList: [port2],
  });
  thread.unref();
  port1.unref();
  return { port: port1, signal, thread };
}
