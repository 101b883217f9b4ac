// Builds what is measured as the package is built, with one entry more: a scan without the command line around it.
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import config from "../rolldown.config.js";

const ROOT = resolve(import.meta.dirname, "..");
/** Beside `dist/`: the code looks for its package.json two folders above itself. */
const DIR = join(ROOT, ".bench");

/** Gives back the folder. Its `src/bin.js` and `src/index.js` are the package's, `src/scan-once.js` is `bench/scan-once.mjs`. */
export async function buildBench() {
  const input = { ...config.input, "src/scan-once": "bench/scan-once.mjs" };
  const bundle = await rolldown({ ...config, input, cwd: ROOT });
  await bundle.write({ ...config.output, dir: DIR });
  return DIR;
}
