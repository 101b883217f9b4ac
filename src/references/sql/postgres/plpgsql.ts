import type { Scope } from "./relations.js";
import type { Run } from "./run.js";
export function analyzePlpgsql(run: Run, body: string, scope: Scope): void {
  void run;
  void body;
  void scope;
}
