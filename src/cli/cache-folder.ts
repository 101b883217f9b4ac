import { resolve } from "node:path";
import { getCacheFolder } from "../scan/cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

/** `--cache-dir`, else the user's cache; undefined with `--no-cache`. */
export function findCacheFolder(io: Io, args: CommonArguments): string | undefined {
  if (!args.cache) return undefined;
  const given = args["cache-dir"];
  return given === undefined ? getCacheFolder(io) : resolve(io.cwd, given);
}
