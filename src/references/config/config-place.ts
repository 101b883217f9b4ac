import type { Detection, ScriptFile } from "../detector.js";

/** A place that uses a config key, whichever change the key belongs to. */
export type ConfigPlace = Omit<Detection, "change"> & { readonly key: string };

/** One way in which code reaches configuration: finds the uses of the given keys. */
export type ConfigSource = (file: ScriptFile, keys: ReadonlySet<string>) => readonly ConfigPlace[];
