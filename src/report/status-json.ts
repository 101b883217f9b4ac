import type { ChangeStatus } from "../status/change-status.js";

export function formatStatusJson(statuses: readonly ChangeStatus[]): string {
  return `${JSON.stringify({ version: 1, changes: statuses }, null, 2)}\n`;
}
