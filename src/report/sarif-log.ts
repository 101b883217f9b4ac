import { PACKAGE_VERSION } from "../package-version.js";
import { getDocsUrl } from "../docs-page.js";
import { escapeControls } from "./escape-controls.js";
import type { Issue, IssueEvidence, IssueLevel, IssuePlace } from "./issue.js";
import type { SarifRule } from "./sarif-rules.js";

/** What a reader of the log must know beside the results. */
export interface SarifNotification {
  readonly level: IssueLevel;
  readonly text: string;
  readonly place?: Pick<IssuePlace, "file"> & { readonly line?: number };
}

export interface SarifRun {
  readonly rules: readonly SarifRule[];
  readonly issues: readonly Issue[];
  readonly notifications: readonly SarifNotification[];
  readonly exitCode: number;
  /** As many as GitHub takes, where nothing else is said. */
  readonly maxResults?: number;
}

/** What GitHub takes; a file with more is refused as a whole. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#validating-your-sarif-file */
export const GITHUB_LIMITS = { results: 25_000, locationsPerResult: 100 } as const;

/** Of notes that stand below the text. */
export function createNotes(notes: readonly string[]): SarifNotification[] {
  return notes.map((note) => ({ level: "note", text: escapeControls(note) }));
}

const ROOT = "%SRCROOT%";

/** SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function formatSarif(run: SarifRun): string {
  const { rules, issues, notifications, exitCode, maxResults = GITHUB_LIMITS.results } = run;
  const shown = pickShown(issues, maxResults);
  const left = issues.length - shown.length;
  const all = left > 0 ? [...notifications, createLeftNote(left, maxResults)] : notifications;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "expand-contract",
            semanticVersion: PACKAGE_VERSION,
            informationUri: getDocsUrl("formats-ci.md"),
            rules,
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { description: { text: "The top folder of the repository." } } },
        invocations: [
          {
            executionSuccessful: exitCode < 2,
            exitCode,
            toolExecutionNotifications: all.map(createNotification),
          },
        ],
        results: shown.map((issue) => createResult(issue, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ORDER: Readonly<Record<IssueLevel, number>> = { error: 0, warning: 1, note: 2 };

/** What weighs most, where there is more than a service takes. */
function pickShown(issues: readonly Issue[], max: number): readonly Issue[] {
  if (issues.length <= max) return issues;
  return issues.toSorted((a, b) => ORDER[a.level] - ORDER[b.level]).slice(0, max);
}

function createLeftNote(left: number, max: number): SarifNotification {
  return {
    level: "warning",
    text: `${left} more results are left out: GitHub takes ${max}. All of them: --format json`,
  };
}

function createNotification({ level, text, place }: SarifNotification) {
  return {
    level,
    message: { text },
    ...(place && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: createArtifact(place),
            ...(place.line !== undefined && { region: { startLine: place.line } }),
          },
        },
      ],
    }),
  };
}

function createResult(issue: Issue, rules: readonly SarifRule[]) {
  const { rule, level, message, place, state, reason, fingerprint, change, facts } = issue;
  const evidence = issue.evidence.slice(0, GITHUB_LIMITS.locationsPerResult);
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level,
    message: { text: [escapeLinks(message), ...evidence.map(createLink)].join("\n") },
    locations: [{ physicalLocation: createPhysicalLocation(place) }],
    ...(evidence.length > 0 && { relatedLocations: evidence.map(createRelatedLocation) }),
    // Not `primaryLocationLineHash`, which is GitHub's own: its upload action adds it, and complains about any other value.
    partialFingerprints: { "expandContractIssue/v1": fingerprint },
    ...(state !== undefined && { baselineState: state }),
    ...(reason !== undefined && { suppressions: [{ kind: "inSource", justification: reason }] }),
    properties: { ...(change !== undefined && { change }), ...facts },
  };
}

function createPhysicalLocation(place: IssuePlace) {
  const { line, column, endLine = line, text } = place;
  return {
    artifactLocation: createArtifact(place),
    region: {
      startLine: line,
      startColumn: column,
      endLine,
      // GitHub asks for an end; of a statement only the start is known.
      endColumn: place.endColumn ?? column + 1,
    },
    ...(text !== undefined && { contextRegion: createContext(place, text) }),
  };
}

/** The code on one line: not what stands between the columns, which a `snippet` of the region would have to be. */
function createContext({ line, endLine = line }: IssuePlace, text: string) {
  return { startLine: line, endLine, snippet: { text } };
}

function createArtifact({ file }: Pick<IssuePlace, "file">) {
  return { uri: encodePath(file), uriBaseId: ROOT };
}

/** A relative URI: its first part must not look like a scheme either, as `a:b.ts` would. */
function encodePath(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

function createRelatedLocation(evidence: IssueEvidence, id: number) {
  return {
    id,
    physicalLocation: createPhysicalLocation(evidence),
    message: { text: escapeLinks(evidence.message) },
  };
}

/** `[src/a.ts:5](0) v1.4.0: write in save`: a link to the related location of that id. */
function createLink({ file, line, message }: IssueEvidence, id: number): string {
  return `[${escapeLinks(`${file}:${line}`)}](${id}) ${escapeLinks(message)}`;
}

/** Brackets make links in SARIF's messages unless a backslash precedes them (§3.11.6). */
function escapeLinks(text: string): string {
  return text.replaceAll(/[\\[\]]/g, "\\$&");
}
