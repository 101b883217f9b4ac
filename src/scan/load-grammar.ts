import { hasTables } from "./has-tables.js";
import type { ScanState } from "./scan-state.js";

/** Postgres' grammar takes long to load; before it is there a call takes longer still. */
export async function loadGrammar({ manifest }: Pick<ScanState, "manifest">): Promise<void> {
  if (!hasTables(manifest)) return;
  const { loadPostgres } = await import("../sql/postgres-parser.js");
  await loadPostgres();
}
