import type { Finding, GateResult } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { compareText } from "../ratchet/leaf.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import {
  formatGroupTitle,
  formatTotals,
  getOwnersNotes,
  groupByOwners,
  type OwnerGroup,
} from "./owner-groups.js";
import type { ReportContext } from "./reporter.js";
import { countOf } from "./style.js";

/** Something that somebody has to look at before the gate passes. */
interface OwnedTask {
  readonly change?: string;
  readonly file: string;
  readonly repo?: string;
  readonly line: number;
  readonly column: number;
  /** `new reference   read   exportUsers` */
  readonly what: readonly string[];
}

/** Who has to do something: for new references, for what stands in the way of a drop, for the migrations themselves. */
export function formatGateCodeowners(result: GateResult, context: ReportContext): string {
  const tasks = dropEqual(result.findings.flatMap(createTasks));
  const groups = groupByOwners(tasks, context);
  const blocks = groups.map((group) => formatGroup(group, context));
  return `${[...blocks, formatSummary(result, groups, context)].join("\n\n")}\n`;
}

function createTasks(finding: Finding): OwnedTask[] {
  const { change, file, line, column, rule, reference, evidence = [] } = finding;
  const shared = change === undefined ? {} : { change };
  const title = rule === "new-reference" ? "new reference" : rule;
  const what = reference ? [title, reference.access, reference.scope] : [title];
  const inTheWay = evidence.flatMap((one): OwnedTask[] => {
    if (one.kind !== "reference") return [];
    const place = { file: one.file, line: one.line, column: one.column };
    const repo = one.repo === undefined ? {} : { repo: one.repo };
    const words = ["in the way of a drop", one.access, one.scope, one.ref];
    return [{ ...shared, ...place, ...repo, what: words }];
  });
  return [{ ...shared, file, line, column, what }, ...inTheWay];
}

/** Two rules on one drop name the same places. By file and line, whichever rule names them. */
function dropEqual(tasks: readonly OwnedTask[]): OwnedTask[] {
  const places = [...new Map(tasks.map((task) => [JSON.stringify(task), task])).values()];
  return places.toSorted(
    (a, b) =>
      compareText(a.repo ?? "", b.repo ?? "") ||
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column,
  );
}

function formatGroup(group: OwnerGroup<OwnedTask>, context: ReportContext): string {
  const { places } = group;
  const ids = new Set(context.changes.map(({ id }) => id));
  const others = places.filter(({ change }) => change === undefined || !ids.has(change));
  return [
    `${formatGroupTitle(group, context)}   ${countOf(places.length, "place")}`,
    ...context.changes.flatMap((change) => formatChange(change, places, context)),
    ...(others.length > 0 ? ["  of no change", ...others.map(formatTask)] : []),
  ].join("\n");
}

function formatChange(change: Change, places: readonly OwnedTask[], context: ReportContext): string[] {
  const own = places.filter((task) => task.change === change.id);
  if (own.length === 0) return [];
  const title = formatChangeHeading(change, context.today, context.style).split("\n");
  return [...title.map((line) => `  ${line}`), ...own.map(formatTask)];
}

function formatTask({ file, line, column, repo, what }: OwnedTask): string {
  const parts = [...(repo === undefined ? [] : [repo]), `${file}:${line}:${column}`, ...what];
  return `      ${parts.map(escapeControls).join("   ")}`;
}

function formatSummary(
  { findings, ok, notes }: GateResult,
  groups: readonly OwnerGroup<OwnedTask>[],
  context: ReportContext,
): string {
  if (ok) return ["No findings: nobody has anything to do.", ...getOwnersNotes(notes, context)].join("\n");
  const places = groups.reduce((sum, group) => sum + group.places.length, 0);
  return [
    `${countOf(findings.length, "finding")}, ${countOf(places, "place")} to look at:`,
    ...formatTotals(groups, ({ length }) => length),
    ...getOwnersNotes(notes, context),
  ].join("\n");
}
