import type { ScanReport } from "./scan-report.js";

export function formatScanJson(report: ScanReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
