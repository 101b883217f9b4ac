import type { ListedDir, ListedMigration, MigrationListing } from "../gate/batch/list-migrations.js";
import type { Operation } from "../migrations/migration.js";
import { escapeControls } from "./escape-controls.js";
import { foldParts, wrapText } from "./fold-parts.js";
import { formatOperation } from "./operation-text.js";
import { countOf, fitText, type Style } from "./style.js";

const NONE =
  'No migrations found. Say in expand-contract.json where they are: "migrations": [{ "dir": "db/migrations" }]\n';

/** Each directory's migrations in the order in which their tool runs them, with what they do. */
export function formatMigrationsText(
  { base, directories, problems }: MigrationListing,
  { isNewOnly, style }: { readonly isNewOnly: boolean; readonly style: Style },
): string {
  if (directories.length === 0) return problems.length === 0 ? NONE : "";
  const shown = directories.map((dir) => ({
    ...dir,
    migrations: isNewOnly ? dir.migrations.filter(({ isNew }) => isNew) : dir.migrations,
  }));
  const empty = isNewOnly && base ? `Nothing that ${base.name} lacks.` : "No migrations.";
  const blocks = shown.flatMap((dir) => {
    const { migrations } = dir;
    const each = migrations.map((migration) => formatMigration(migration, style));
    return [formatHead(dir, style), ...(each.length > 0 ? each : [empty])];
  });
  return `${[...blocks, formatSummary(shown, style)].join("\n\n")}\n`;
}

/** `db/migrations   knex, told by its files   postgres` */
function formatHead({ dir, format, formatFrom, dialect }: ListedDir, style: Style): string {
  const { colors } = style;
  const source = formatFrom === "manifest" ? "as the manifest says" : "told by its files";
  const parts = [dir || ".", `${format}, ${source}`, dialect].map(escapeControls);
  return foldParts(parts, { first: 0, rest: 4 }, style).map(colors.bold).join("\n");
}

function formatMigration(migration: ListedMigration, style: Style): string {
  const { id, file, isNew, isRepeatable, neverRuns, skippedAfter, problem, operations } = migration;
  const { colors } = style;
  const marks = [
    ...(isNew === true ? ["new"] : []),
    ...(isRepeatable === true ? ["runs again whenever it changes"] : []),
  ];
  const facts = [
    ...(neverRuns === undefined ? [] : [`never runs: ${neverRuns}`]),
    ...(skippedAfter === undefined ? [] : [`skipped where ${skippedAfter} has run`]),
    ...(problem === undefined ? [] : [`problem: ${problem}`]),
    ...(operations.length === 0 && neverRuns === undefined ? ["does nothing"] : []),
  ];
  return [
    ...foldParts([id, file, ...marks].map(escapeControls), { first: 0, rest: 4 }, style),
    ...facts.flatMap((fact) => wrapText(escapeControls(fact), BODY, style)).map(paintLine(colors.yellow)),
    ...operations.flatMap((operation) => formatLines(operation, style)),
  ].join("\n");
}

const LINE_WIDTH = 5;
const INDENT = LINE_WIDTH + 3;
const BODY = { first: INDENT, rest: INDENT } as const;

/** Without colouring the room before it. */
function paintLine(paint: (text: string) => string) {
  return (line: string) => line.replace(/\S.*$/, (text) => paint(text));
}

function formatLines(operation: Operation, style: Style): string[] {
  const { at, allows, ignoredAllows = [] } = operation;
  const does = escapeControls(formatOperation(operation));
  const shown = operation.type === "other" ? fitText(does, INDENT, style) : does;
  const [first = "", ...rest] = wrapText(shown, { first: INDENT, rest: INDENT + 2 }, style);
  const paint = paintLine((text) => paintOperation(operation, text, style));
  const wrap = (text: string) => wrapText(escapeControls(text), BODY, style);
  return [
    `${String(at.line).padStart(LINE_WIDTH)}   ${paint(first.trimStart())}`,
    ...rest.map(paint),
    ...allows.flatMap(({ rule, reason }) => wrap(`allowed: ${rule} because ${reason}`)),
    ...ignoredAllows
      .flatMap(({ line, problem }) => wrap(`line ${line} allows nothing: ${problem}`))
      .map(paintLine(style.colors.yellow)),
  ];
}

function paintOperation({ type }: Operation, text: string, { colors }: Style): string {
  if (type === "unknown") return colors.yellow(text);
  return type === "other" ? colors.dim(text) : text;
}

function formatSummary(directories: readonly ListedDir[], { colors }: Style): string {
  const migrations = directories.flatMap((dir) => dir.migrations);
  const operations = migrations.flatMap((migration) => migration.operations);
  const unknown = operations.filter(({ type }) => type === "unknown").length;
  const counts = `${countOf(migrations.length, "migration")}, ${countOf(operations.length, "operation")}`;
  if (unknown === 0) return `${counts}, none unknown.`;
  return `${counts}, ${colors.yellow(`${unknown} unknown`)}.`;
}
