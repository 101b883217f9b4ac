import { parseManifest } from "../manifest/parse-manifest.js";
import type { Manifest } from "../manifest/manifest.js";
import { MANIFEST_NAME } from "../manifest/find-manifest.js";
import { createScanReport } from "../report/scan-report.js";
import type { ScanResult } from "../scan/scan-result.js";
import { compareEntries, createEntries, type Entry, type EntryFacts } from "./entries.js";
import { formatManifest } from "./format-manifest.js";
import type { FoundMarks } from "./marks/mark.js";
import type { RepoProfile } from "./repo-profile.js";

/** More than anybody finishes at once. */
const MOST_WRITTEN = 20;
/** What a scan looks for takes time, for members also types. */
const MOST_COUNTED = 60;

export interface ProposalFacts extends EntryFacts {
  readonly profile: RepoProfile;
  readonly count: (manifest: Manifest) => Promise<ScanResult>;
}

export interface ProposedManifest {
  readonly text: string;
  readonly manifest: Manifest;
  /** Those that stand as comments. */
  readonly proposed: number;
  readonly active: number;
  readonly leftOut: number;
  readonly noted: number;
}

/** The first manifest of a repository, with what its own code says of changes under way. */
export async function proposeManifest(found: FoundMarks, facts: ProposalFacts): Promise<ProposedManifest> {
  const candidates = createEntries(found.proposals, facts).toSorted(compareEntries);
  const counted = await countEntries(candidates.slice(0, MOST_COUNTED), facts);
  const entries = counted.toSorted(compareEntries).slice(0, MOST_WRITTEN);
  const leftOut = candidates.length - entries.length;
  const text = formatManifest({ profile: facts.profile, entries, leftOut, notes: found.notes });
  const active = entries.filter(({ isActive }) => isActive).length;
  return {
    text,
    manifest: parseManifest(text, MANIFEST_NAME),
    ...{ proposed: entries.length - active, active, leftOut, noted: found.notes.length },
  };
}

async function countEntries(entries: readonly Entry[], { count }: ProposalFacts): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  const changes = entries.map(
    ({ id, proposal: { kind, old }, sunset }) => [id, { kind, old, owner: "-", sunset }] as const,
  );
  const text = JSON.stringify({ changes: Object.fromEntries(changes) });
  const manifest = parseManifest(text, MANIFEST_NAME);
  const report = createScanReport(await count(manifest), manifest.changes);
  return entries.map((entry) => {
    const counts = report.changes[entry.id];
    return counts === undefined ? entry : { ...entry, counts };
  });
}
