import { resolve } from "node:path";
import { getCacheFolder } from "../scan/cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";

/** `--cache-dir`, else the user's cache; undefined with `--no-cache`. */
export function findCacheFolder(io: Io, args: CommonArguments): string | undefined {
  return args.cache ? getMirrorsCacheFolder(io, args) : undefined;
}

/** The same, where mirrors of repos are kept with `--no-cache` too: what they hold has to be somewhere to be read. */
export function getMirrorsCacheFolder(io: Io, args: CommonArguments): string {
  const given = args["cache-dir"];
  return given === undefined ? getCacheFolder(io) : resolve(io.cwd, given);
}
