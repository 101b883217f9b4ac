/**
 * Where the parser's binary, an optional dependency of its, was not installed; undefined for any other error. By its message alone:
 * https://github.com/oxc-project/oxc/blob/main/napi/parser/src-js/bindings.js
 */
export function explainMissingBinary(error: unknown, system: string): string | undefined {
  if (!(error instanceof Error) || !error.message.startsWith("Cannot find native binding")) return undefined;
  return (
    `oxc-parser, which reads scripts, has no binary for ${system} in node_modules: optional dependencies were left out, or node_modules was installed on another system.\n` +
    "Delete node_modules and install again here, without --omit=optional."
  );
}
