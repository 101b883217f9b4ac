import type { ChangeStatus } from "../status/change-status.js";
import { formatSunset } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { foldParts, GAP, wrapText } from "./fold-parts.js";
import { getWidth, padText, type Style } from "./style.js";

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
/** With less room its last column is a ribbon. */
const MIN_LAST_COLUMN = 40;

/** One line a change, in columns; on a terminal too narrow for that a few lines a change. */
export function formatStatusText(statuses: readonly ChangeStatus[], style: Style): string {
  if (statuses.length === 0) return "No changes under way: expand-contract.json declares none.\n";
  const rows = [HEAD, ...statuses.map(getCells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => getWidth(row[column] ?? ""))));
  const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  if (style.isTerminal && indent + MIN_LAST_COLUMN > style.width)
    return `${statuses.map((status) => formatBlock(status, style)).join("\n\n")}\n`;
  const [head = "", ...lines] = rows.map((row) => formatRow(row, { widths, indent }, style));
  return [style.colors.bold(head), ...lines, ""].join("\n");
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

interface Columns {
  readonly widths: readonly number[];
  /** Where the last column starts. */
  readonly indent: number;
}

/** The last column is the answer: it is never cut. */
function formatRow(cells: readonly string[], { widths, indent }: Columns, style: Style): string {
  const others = cells.slice(0, -1).map((cell, column) => padText(cell, widths[column] ?? 0) + GAP);
  const [first = "", ...rest] = wrapText(cells.at(-1) ?? "", { first: indent, rest: indent }, style);
  return [others.join("") + first.slice(indent), ...rest].join("\n");
}

function formatBlock(status: ChangeStatus, style: Style): string {
  const { change, step, owner, read, write, declare, daysToSunset, blockedBy } = status;
  const head = [
    style.colors.bold(escapeControls(change)),
    step,
    escapeControls(owner),
    formatSunset(daysToSunset),
  ];
  return [
    ...foldParts(head, { first: 0, rest: 4 }, style),
    `    ${read} read, ${write} write, ${declare} declared`,
    ...wrapText(escapeControls(blockedBy), { first: 4, rest: 4 }, style),
  ].join("\n");
}
