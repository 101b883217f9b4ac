import type { ExcludedReference, Reference } from "../references/reference.js";
import { SKIP_REASONS } from "../trees/skipped-file.js";
import type { SkippedFile } from "../trees/tree.js";
import type { FileOutcome } from "./detect-file.js";
import type { ScanProblem, ScanResult, ScanStats } from "./scan-result.js";

export interface ScanFindings {
  /** How many files were searched. */
  readonly files: number;
  /** By path, of all candidates. */
  readonly outcomes: readonly (readonly [string, FileOutcome])[];
  /** The same of what migrations define in the database. */
  readonly definitions: readonly (readonly [string, FileOutcome])[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly ScanProblem[];
}

/** Links and other repositories are none of this repo's files: nothing is missing without them. */
const MISSED: ReadonlySet<string> = new Set([SKIP_REASONS.size, SKIP_REASONS.name, SKIP_REASONS.special]);

/** Puts together and sorts what a scan found. */
export function createScanResult({ definitions, skipped, problems, ...findings }: ScanFindings): ScanResult {
  const outcomes = [...findings.outcomes, ...definitions];
  const missed = skipped.filter(({ reason }) => MISSED.has(reason));
  return {
    references: outcomes.flatMap(([, { references }]) => references).sort(compareReferences),
    excluded: outcomes.flatMap(([, { excluded }]) => excluded).sort(compareReferences),
    problems: [
      ...problems,
      ...missed.map(({ path, reason }) => ({
        file: path,
        message: `It is not read: ${reason}.`,
        isFatal: false,
      })),
      ...outcomes.flatMap(([path, outcome]) => getProblems(path, outcome)),
      ...getMissingParsers(findings.outcomes),
    ].sort(compareProblems),
    definitionFiles: definitions.map(([path]) => path),
    stats: getStats(findings),
    ...getParsers(findings.outcomes),
  };
}

function getStats({ files, outcomes }: Pick<ScanFindings, "files" | "outcomes">): ScanStats {
  const sum = (count: (outcome: FileOutcome) => number | undefined) =>
    outcomes.reduce((total, [, outcome]) => total + (count(outcome) ?? 0), 0);
  return {
    files,
    candidates: outcomes.length,
    failedParses: sum(({ failure }) => (failure === undefined ? 0 : 1)),
    unresolvedImports: sum(({ unresolvedImports }) => unresolvedImports),
    receivers: sum(({ receivers }) => receivers?.receivers),
    anyReceivers: sum(({ receivers }) => receivers?.anyReceivers),
  };
}

/** By file, for one file of each parser: what was found holds as long as those do. */
function getParsers(outcomes: ScanFindings["outcomes"]): Pick<ScanResult, "parsers"> {
  const byParser = new Map(
    outcomes.flatMap(([path, { parser }]) => (parser ? [[parser, path] as const] : [])),
  );
  if (byParser.size === 0) return {};
  return { parsers: Object.fromEntries([...byParser].map(([parser, path]) => [path, parser])) };
}

/** One problem a kind of component. */
function getMissingParsers(outcomes: ScanFindings["outcomes"]): ScanProblem[] {
  const missing = new Map<string, string[]>();
  for (const [path, { missingParser }] of outcomes) {
    if (missingParser !== undefined)
      missing.set(missingParser, [...(missing.get(missingParser) ?? []), path]);
  }
  return [...missing].map(([parser, [file = "", ...others]]) => {
    const also = others.length === 0 ? "" : ` (and so are ${others.length} other files of its kind)`;
    const message = `It mentions an old name and is searched as text alone${also}: install ${parser} to have it counted.`;
    return { file, message, isFatal: false };
  });
}

function getProblems(file: string, { failure, problems }: FileOutcome): ScanProblem[] {
  if (failure !== undefined) {
    const { message, ...place } = failure;
    return [
      {
        file,
        ...place,
        message: `It mentions an old name and can't be parsed: ${message}. ${REMEDY}`,
        isFatal: true,
      },
    ];
  }
  return problems.map((problem) => ({ file, ...problem, isFatal: false }));
}

const REMEDY = `Mend it, or leave it out by "source": { "exclude": […] } in the manifest.`;

function compareReferences(a: Reference | ExcludedReference, b: Reference | ExcludedReference): number {
  return (
    compare(a.change, b.change) ||
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.access, b.access)
  );
}

function compareProblems(a: ScanProblem, b: ScanProblem): number {
  return compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.message, b.message);
}

/** Not by the user's language: the same everywhere. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
