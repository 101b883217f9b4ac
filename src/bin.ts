#!/usr/bin/env node
// Nothing is imported before this: an older Node would stop at words of a dependency that it doesn't know.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `expand-contract needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one: https://nodejs.org\n`,
  );
  process.exit(2);
}
const [{ main }, { getProcessIo }] = await Promise.all([
  import("./cli/main.js"),
  import("./cli/process-io.js"),
]);
process.exitCode = await main(process.argv.slice(2), getProcessIo());
