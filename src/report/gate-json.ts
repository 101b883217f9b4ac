import type { GateResult } from "../gate/gate-result.js";

export function formatGateJson(result: GateResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
