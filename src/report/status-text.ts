import type { ChangeStatus } from "../status/change-status.js";
import { formatSunset } from "./change-heading.js";
import { fitText, type Style } from "./style.js";

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
  const rows = statuses.map((status) => [
    status.change,
    status.step,
    String(status.read),
    String(status.write),
    String(status.declare),
    status.owner,
    formatSunset(status.daysToSunset).replace(/^sunset (is )?/, ""),
    status.blockedBy,
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: readonly string[]) => formatRow(row, widths, style);
  return [style.colors.bold(format(HEAD)), ...rows.map(format), ""].join("\n");
}

/** The last column is free text: it takes what room is left. */
function formatRow(cells: readonly string[], widths: readonly number[], style: Style): string {
  const fixed =
    cells
      .slice(0, -1)
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP) + GAP;
  return fixed + fitText(cells.at(-1) ?? "", fixed.length, style);
}
