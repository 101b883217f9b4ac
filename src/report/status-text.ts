import type { ChangeStatus } from "../status/change-status.js";
import { formatSunset } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import type { Style } from "./style.js";

const HEAD = [
  "change",
  "step",
  "reads",
  "writes",
  "declared",
  "owner",
  "sunset",
  "what blocks the next step",
];
const GAP = "   ";

/** One line a change, in columns. */
export function formatStatusText(statuses: readonly ChangeStatus[], style: Style): string {
  if (statuses.length === 0) return "No changes under way: expand-contract.json declares none.\n";
  const rows = statuses.map(getCells);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: readonly string[]) => formatRow(row, widths);
  return [style.colors.bold(format(HEAD)), ...rows.map(format), ""].join("\n");
}

function getCells(status: ChangeStatus): string[] {
  const cells = [
    status.change,
    status.step,
    String(status.read),
    String(status.write),
    String(status.declare),
    status.owner,
    formatSunset(status.daysToSunset).replace(/^sunset (is )?/, ""),
    status.blockedBy,
  ];
  return cells.map(escapeControls);
}

/** The last column is the answer: it is never cut. */
function formatRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => (column < cells.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell))
    .join(GAP);
}
