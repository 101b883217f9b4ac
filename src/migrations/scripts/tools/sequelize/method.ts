import type { CallSite } from "../../handle.js";
import type { Value } from "../../value.js";

/** What a call does to the database; what it gives is known only when it runs. */
export type Effect = (args: readonly Value[], site: CallSite) => void;
