import { createGrammarBackend, type GrammarBackend } from "../grammar-backend.js";

let backend: GrammarBackend<"parse"> | undefined;

/** The grammar of the other dialects; loaded for the first statement that is theirs. */
export function getDialectBackend(): GrammarBackend<"parse"> {
  return (backend ??= createGrammarBackend({ name: "@guanmingchiu/sqlparser-ts", loader: "init" }));
}
