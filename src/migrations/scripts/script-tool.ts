import type { ScriptFile } from "../../references/detector.js";
import type { ScriptModule } from "./script-module.js";
import type { ScriptEntry } from "./handle.js";
import type { Value } from "./value.js";

/** What is known of one migration tool whose migrations are scripts. */
export interface ScriptTool {
  readonly name: string;
  /** The forward part of a migration; undefined where the script has none. `entry` as the tool's adapter gave it. */
  findEntry(module: ScriptModule, entry: string | undefined): ScriptEntry | undefined;
  /** What a name imported from a package is: `sql` of `kysely`, `Table` of `typeorm`. */
  getImported?(source: string, name: string, file: ScriptFile): Value | undefined;
}
