import type { AccessCounts } from "../report/scan-report.js";
import { addDays } from "../manifest/dates.js";
import type { Proposal } from "./marks/mark.js";

/** A change as it goes into the manifest. */
export interface Entry {
  readonly id: string;
  readonly proposal: Proposal;
  /** Undefined: the repository does not say. */
  readonly owner?: string;
  readonly sunset: string;
  /** True when the repository itself says all that a manifest needs: who, and until when. */
  readonly isActive: boolean;
  readonly counts?: AccessCounts;
}

export interface EntryFacts {
  readonly today: string;
  readonly ownersOf: (file: string) => readonly string[];
}

/** How long somebody has who only takes the comment marks away. */
const DAYS = 90;

/**
 * Makes entries of proposals. What nobody decided must not fail anybody's build in three months, so an entry stands as a comment unless its mark
 * gives an end that is still to come and CODEOWNERS a name.
 */
export function createEntries(proposals: readonly Proposal[], { today, ownersOf }: EntryFacts): Entry[] {
  const taken = new Set<string>();
  return proposals.map((proposal) => {
    const [owner] = ownersOf(proposal.file);
    const isAhead = proposal.sunset !== undefined && proposal.sunset > today;
    return {
      id: getFreeId(proposal, taken),
      proposal,
      ...(owner !== undefined && { owner }),
      sunset: isAhead ? proposal.sunset : addDays(today, DAYS),
      isActive: isAhead && owner !== undefined,
    };
  });
}

/** `users.full_name` → `users-full-name`; of what is called alike, the second is `…-2`. */
function getFreeId({ kind, old }: Proposal, taken: Set<string>): string {
  const name = kind === "symbol" ? getSymbolName(old) : old;
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replaceAll(/[^A-Za-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .toLowerCase();
  const base = words === "" ? kind : words;
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

/** A default export is called like its file. */
function getSymbolName(old: string): string {
  const [module = "", path = ""] = old.split("#");
  const file = module.slice(module.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]sx?$/, "");
  return path.replace(/^default\b/, file);
}

const KINDS = ["column", "table", "config", "endpoint", "event", "symbol"];

/** The database first: what goes wrong there does so at once; then what is used most. */
export function compareEntries(a: Entry, b: Entry): number {
  return (
    Number(b.isActive) - Number(a.isActive) ||
    KINDS.indexOf(a.proposal.kind) - KINDS.indexOf(b.proposal.kind) ||
    (b.counts?.total ?? 0) - (a.counts?.total ?? 0) ||
    compareTexts(a.proposal.old, b.proposal.old)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
