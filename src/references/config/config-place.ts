import type { Detection } from "../detector.js";

/** A place that uses a config key, whichever change the key belongs to. */
export type ConfigPlace = Omit<Detection, "change"> & { readonly key: string };
