import { type Access, ACCESSES, isCounted, type Reference } from "../references/reference.js";
import type { Change } from "../manifest/manifest.js";
import { formatChangeFacts, formatWayOut } from "./change-markdown.js";
import { MAX_COMMENT } from "./gate-markdown.js";
import { type Block, foldBlock, joinBlocks } from "./markdown-blocks.js";
import { formatCode, formatHtmlCode, formatProse, formatRow, formatTableHead } from "./markdown-words.js";
import { formatPlace, formatReferenceHead, formatReferenceRow } from "./place-markdown.js";
import type { RepoEntry } from "./repo-entry.js";
import { formatMarker } from "./report-marker.js";
import type { ReportContext } from "./reporter.js";
import type { ScanReport } from "./scan-report.js";
import { formatApart } from "./scan-text.js";
import { countOf } from "./style.js";

/** How far each change is, and its references folded. What could not be counted stands above them. */
export function formatScanMarkdown(report: ScanReport, context: ReportContext): string {
  const { references, excluded, repos, notes = [] } = report;
  const total = countOf(references.filter(isCounted).length, "reference");
  const many = repos === undefined ? "" : ` and ${countOf(repos.length, "repo")}`;
  const blocks: readonly Block[] = [
    {
      head: `${formatMarker("scan", context)}\n### expand-contract: ${total} in ${countOf(context.changes.length, "change")}${many}`,
    },
    ...getUncounted(report, context),
    getOverview(report, context),
    ...notes.map((note) => ({ head: `> note: ${formatProse(note)}` })),
    ...context.changes.flatMap((change) => getChangeBlocks(change, references, context)),
    ...(excluded.length > 0 ? [getExcluded(report, context)] : []),
  ];
  return joinBlocks(blocks, context.maxBytes ?? MAX_COMMENT);
}

function getOverview(report: ScanReport, context: ReportContext): Block {
  const accesses = getCountedAccesses(report);
  const rows = context.changes.map((change) => {
    const counts = report.changes[change.id];
    const numbers = [counts?.total, ...accesses.map((access) => counts?.[access])];
    const apart = counts === undefined ? "" : formatApart(counts);
    return formatRow([
      formatCode(change.id),
      formatChangeFacts(change, context.today),
      ...numbers.map((count) => String(count ?? 0)),
      apart,
    ]);
  });
  const titles = ["change", "old → new · owner · sunset", "references", ...accesses];
  return { head: formatTableHead([...titles, "not counted"]), rows };
}

/** Those that occur: a column of each, so that a row adds up. */
function getCountedAccesses({ references }: ScanReport): Access[] {
  return ACCESSES.filter((access) => references.some((one) => one.access === access && isCounted(one)));
}

/** Zero references of what could not be read is no zero. */
function getUncounted({ problems, repos = [] }: ScanReport, context: ReportContext): Block[] {
  const failed = repos.filter(({ status }) => status !== "ok");
  const told = new Set(failed.map(({ name }) => name));
  const files = problems.filter(({ isFatal, repo }) => isFatal && !(repo !== undefined && told.has(repo)));
  const rows = [...failed.map(formatFailed), ...files.map((problem) => formatProblem(problem, context))];
  if (rows.length === 0) return [];
  return [{ head: "⚠️ Not counted, so there may be more:\n", rows }];
}

function formatFailed(entry: RepoEntry): string {
  const message = entry.status === "ok" ? "" : entry.message.replaceAll("\n", " ");
  return `- ${formatCode(entry.name)} ${formatProse(message)}`;
}

function formatProblem(problem: ScanReport["problems"][number], context: ReportContext): string {
  return `- ${formatPlace(problem, context)} ${formatProse(problem.message.replaceAll("\n", " "))}`;
}

function getChangeBlocks(change: Change, all: readonly Reference[], context: ReportContext): Block[] {
  const references = all.filter((reference) => reference.change === change.id);
  const counted = references.filter(isCounted);
  const apart = references.filter((reference) => !isCounted(reference));
  const fold = (title: string, listed: readonly Reference[]): Block[] => {
    if (listed.length === 0) return [];
    const rows = listed.map((reference) => formatReferenceRow(reference, context));
    const head = `${formatWayOut(change)}\n\n${formatReferenceHead(context)}`;
    return [foldBlock(`${formatHtmlCode(change.id)}: ${title}`, { head, rows })];
  };
  return [
    ...fold(countOf(counted.length, "reference"), counted),
    ...fold(`${apart.length} listed, not counted`, apart),
  ];
}

function getExcluded({ excluded }: ScanReport, context: ReportContext): Block {
  const rows = excluded.map((reference) =>
    formatRow([
      formatCode(reference.change),
      formatPlace(reference, context),
      formatCode(reference.text),
      formatProse(reference.reason),
    ]),
  );
  const head = formatTableHead(["change", "place", "code", "because"]);
  return foldBlock(`${countOf(excluded.length, "place")} excluded by a comment`, { head, rows });
}
