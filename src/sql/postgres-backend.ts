import { createGrammarBackend } from "./grammar-backend.js";

/** The functions of libpg-query that are used here. Their offsets are UTF-8 bytes. */
type Method = "parseSync" | "scanSync" | "parsePlPgSQLSync";

/** `cursor` counts code points, as Postgres does. */
export type Answer =
  { readonly value: unknown } | { readonly error: { readonly message: string; readonly cursor: number } };

const backend = createGrammarBackend<Method>({ name: "libpg-query", loader: "loadModule" });

/** Loads Postgres' grammar (WASM) into this thread. Before that, calls are answered by a worker thread. */
export function loadBackend(): Promise<void> {
  return backend.load();
}

/** Answers at once, whether the module has been loaded or not: ESLint's rules are synchronous. */
export function callBackend(method: Method, sql: string): Answer {
  const answer = backend.call(method, [sql]);
  if ("value" in answer) return answer;
  const { message, sqlDetails } = answer.error as {
    message: string;
    sqlDetails?: { cursorPosition?: number };
  };
  return { error: { message, cursor: sqlDetails?.cursorPosition ?? 0 } };
}
