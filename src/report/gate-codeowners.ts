import type { Finding, GateResult } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import {
  findPlaceOwners,
  formatOtherOwners,
  formatOwner,
  formatOwnerCount,
  getOwnersNotes,
  groupByOwner,
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
  const groups = groupByOwner(tasks, (task) => findPlaceOwners(task, context) ?? []);
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
    const words = ["in the way of a drop", one.access, one.scope, `at ${one.ref}`];
    return [{ ...shared, ...place, ...repo, what: words }];
  });
  return [{ ...shared, file, line, column, what }, ...inTheWay];
}

/** Two rules on one drop name the same places. */
function dropEqual(tasks: readonly OwnedTask[]): OwnedTask[] {
  return [...new Map(tasks.map((task) => [JSON.stringify(task), task])).values()];
}

function formatGroup({ owner, places }: OwnerGroup<OwnedTask>, context: ReportContext): string {
  const ids = new Set(context.changes.map(({ id }) => id));
  const format = (task: OwnedTask) => formatTask(task, owner, context);
  const others = places.filter(({ change }) => change === undefined || !ids.has(change));
  return [
    `${formatOwner(owner, context.style)}   ${countOf(places.length, "place")}`,
    ...context.changes.flatMap((change) => {
      const own = places.filter((task) => task.change === change.id);
      return own.length === 0 ? [] : [...formatTitle(change, context), ...own.map(format)];
    }),
    ...(others.length > 0 ? ["  of no change", ...others.map(format)] : []),
  ].join("\n");
}

function formatTitle(change: Change, { today, style }: ReportContext): string[] {
  return formatChangeHeading(change, today, style)
    .split("\n")
    .map((line) => `  ${line}`);
}

function formatTask(task: OwnedTask, owner: string | undefined, context: ReportContext): string {
  const { file, line, column, repo, what } = task;
  const others = formatOtherOwners(findPlaceOwners(task, context) ?? [], owner);
  const place = [...(repo === undefined ? [] : [repo]), `${file}:${line}:${column}`, ...what];
  return `      ${[...place.map(escapeControls), ...others].join("   ")}`;
}

function formatSummary(
  { findings, ok }: GateResult,
  groups: readonly OwnerGroup<OwnedTask>[],
  context: ReportContext,
): string {
  if (ok) return ["No findings: nobody has anything to do.", ...getOwnersNotes(context)].join("\n");
  const owners = formatOwnerCount(groups, "place");
  return [`${countOf(findings.length, "finding")}: ${owners}.`, ...getOwnersNotes(context)].join("\n");
}
