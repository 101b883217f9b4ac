import type { Change } from "../manifest/manifest.js";
import { isCounted, type Reference } from "../references/reference.js";
import { HOME } from "../repos/repo-outcome.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import {
  findPlaceOwners,
  formatOtherOwners,
  formatOwner,
  formatOwnerCount,
  getOwnersNotes,
  groupBy,
  groupByOwner,
} from "./owner-groups.js";
import type { ReportContext } from "./reporter.js";
import { countAccesses, type ScanReport } from "./scan-report.js";
import { formatCounts } from "./scan-text.js";
import { countOf } from "./style.js";

/** Who owns what is left: each owner's changes, and of each change the files with their counts. */
export function formatScanCodeowners(report: ScanReport, context: ReportContext): string {
  const ids = new Set(context.changes.map(({ id }) => id));
  // Text of other languages that only mentions a name is nobody's work.
  const left = report.references.filter(({ change, via }) => ids.has(change) && via !== "text");
  const repos = [...new Set(left.map(({ repo = HOME }) => repo))];
  const known = left.filter((place) => findPlaceOwners(place, context) !== undefined);
  const unknown = left.filter((place) => !known.includes(place));
  const isOwned = context.ownersOf !== undefined || known.length > 0;
  const groups = groupByOwner(isOwned ? known : left, (place) => findPlaceOwners(place, context) ?? []);
  const blocks = groups.map(({ owner, places }) => {
    const title = `${formatOwner(owner, context.style)}   ${formatCounts(countAccesses(places))}`;
    return [title, ...formatChanges(places, { owner, context })].join("\n");
  });
  const apart = isOwned && unknown.length > 0 ? [formatUnknown(unknown, context)] : [];
  return `${[...blocks, ...apart, formatSummary()].join("\n\n")}\n`;

  function formatSummary(): string {
    const counted = countOf(left.filter(isCounted).length, "reference");
    const where = repos.length > 1 ? ` in ${countOf(repos.length, "repo")}` : "";
    const owners = left.length === 0 ? "" : ` ${formatOwnerCount(groups, "reference")}.`;
    const failed = (report.repos ?? []).filter(({ status }) => status !== "ok").map(({ name }) => name);
    const missing = failed.length === 0 ? [] : [`note: not counted: ${failed.join(", ")}`];
    return [`${counted}${where} left.${owners}`, ...missing, ...getOwnersNotes(context)].join("\n");
  }
}

interface Owned {
  readonly owner: string | undefined;
  readonly context: ReportContext;
}

function formatChanges(places: readonly Reference[], { owner, context }: Owned): string[] {
  return context.changes.flatMap((change) => {
    const own = places.filter((place) => place.change === change.id);
    return own.length === 0 ? [] : [...formatTitle(change, context), ...formatFiles(own, { owner, context })];
  });
}

function formatTitle(change: Change, { today, style }: ReportContext): string[] {
  return formatChangeHeading(change, today, style)
    .split("\n")
    .map((line) => `  ${line}`);
}

/** `      src/users/repo.ts   2 references: 1 read, 1 write   also @acme/web` */
function formatFiles(places: readonly Reference[], { owner, context }: Owned): string[] {
  const byFile = groupBy(places, ({ repo = HOME, file }) => `${repo === HOME ? "" : `${repo}   `}${file}`);
  return [...byFile].map(([file, own]) => {
    const owners = own[0] === undefined ? [] : (findPlaceOwners(own[0], context) ?? []);
    const counts = formatCounts(countAccesses(own));
    return `      ${[escapeControls(file), counts, ...formatOtherOwners(owners, owner)].join("   ")}`;
  });
}

/** References in repos whose CODEOWNERS is not here. */
function formatUnknown(places: readonly Reference[], context: ReportContext): string {
  const byRepo = groupBy(places, ({ repo = HOME }) => repo);
  const { bold } = context.style.colors;
  return [...byRepo]
    .map(([repo, own]) => {
      const name = repo === HOME ? "this repo" : escapeControls(repo);
      const title = `${bold(name)}   ${formatCounts(countAccesses(own))}   its CODEOWNERS is not at hand`;
      return [title, ...formatChanges(own, { owner: undefined, context })].join("\n");
    })
    .join("\n\n");
}
