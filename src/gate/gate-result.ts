import type { Access, Reference } from "../references/reference.js";

/** Every rule of the gate with what it says in one line; SPEC "Rules of the gate" is the long form. */
export const GATE_RULES = {
  "new-reference": "a reference exists that neither the baseline nor the base has",
  "baseline-raised": "ratchet.json allows more than at the base without an accepted entry in force",
  "past-sunset": "the sunset date has passed and references remain",
  "drop-without-change": "a new migration drops or renames what no change in the manifest covers",
  "drop-with-stop-write": "the same batch removes the last references and drops",
  "drop-before-stop-write": "what is deployed still writes or declares it",
  "drop-before-stop-read": "what is deployed still reads it",
  "drop-before-window": "unused in what is deployed, but for less than the window",
  "drop-unknown": "it cannot be told whether the drop is safe",
  "rename-in-place": "a rename of something that existed before the batch",
  "add-column-breaks-deployed": "ADD COLUMN … NOT NULL without a default on an existing table",
  "backfill-unbatched": "one UPDATE over a whole existing table",
  "migration-out-of-order": "a new migration sorts before one that the base has",
  "stop-write-with-switch-reads": "one batch takes both reads and writes to zero",
} as const;

export type GateRule = keyof typeof GATE_RULES;

/** Unknown is never allowed. */
export type Verdict = "allowed" | "blocked" | "unknown";

/** A reference that stands in the way, at the ref where it was found. */
export interface ReferenceEvidence {
  readonly kind: "reference";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly access: Access;
  readonly scope: string;
  readonly via: string;
  readonly text: string;
  /** The ref as the user names it: `origin/production`, `v1.42.0`, `HEAD`. */
  readonly ref: string;
  /** With other repos: the repo's name. */
  readonly repo?: string;
}

/** The commit that took reads, writes and declarations in what is deployed to zero. */
export interface StopWriteEvidence {
  readonly kind: "stop-write";
  readonly commit: string;
  /** The commit's date, `YYYY-MM-DD`, in UTC; that of a commit before it where that one is later: none is older than its parents. */
  readonly date: string;
  readonly ageDays: number;
  /** What `ageDays` is held to. */
  readonly windowDays: number;
  /** Where tags say what is deployed: the first that has the commit. */
  readonly release?: ReleaseEvidence;
}

export interface ReleaseEvidence {
  /** `v1.42.0` */
  readonly name: string;
  readonly commit: string;
  /** Its commit's date, `YYYY-MM-DD`, in UTC. */
  readonly date: string;
  readonly ageDays: number;
}

/** Nothing in the history that was looked at ever used it. */
export interface NeverUsedEvidence {
  readonly kind: "never-used";
  readonly ref: string;
  /** The oldest commit that was looked at, and its date. */
  readonly commit: string;
  readonly date: string;
}

/** Nothing in another repo used it, as a result of `scan --repos` says. Such a file knows a day, and no history. */
export interface UnusedElsewhereEvidence {
  readonly kind: "unused-elsewhere";
  readonly repo: string;
  /** What was scanned there: a ref, else a commit, else the working tree. */
  readonly ref: string;
  readonly commit?: string;
  /** `YYYY-MM-DD` */
  readonly scanned: string;
  /** The file as the user named it. */
  readonly file: string;
  /** The first day without uses, where older files show some. */
  readonly since?: string;
}

export type Evidence = ReferenceEvidence | StopWriteEvidence | NeverUsedEvidence | UnusedElsewhereEvidence;

/** One reason for the gate to fail. */
export interface Finding {
  readonly rule: GateRule;
  /** Absent where no change of the manifest is concerned. */
  readonly change?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** One sentence, without the evidence behind it. */
  readonly message: string;
  /** What to do next, in this repo's own terms. */
  readonly next?: string;
  /** `new-reference`, `past-sunset`: the reference itself. */
  readonly reference?: Reference;
  /** `baseline-raised`: whose count it is; the finding stands in `ratchet.json`. */
  readonly place?: Pick<Stale, "file" | "scope" | "access">;
  /** Verdicts on drops. */
  readonly verdict?: Exclude<Verdict, "allowed">;
  readonly evidence?: readonly Evidence[];
}

/** A drop that may go, and why. */
export interface AllowedDrop {
  readonly change: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly verdict: "allowed";
  readonly evidence: readonly Evidence[];
}

/** A finding that a comment `-- expand-contract: allow <rule> because <reason>` took away. */
export interface Suppressed {
  readonly rule: GateRule;
  readonly change?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly reason: string;
}

/** The baseline allows more than is there: `ratchet tighten` lowers it. */
export interface Stale {
  readonly change: string;
  readonly file: string;
  readonly scope: string;
  readonly access: Access;
  readonly was: number;
  readonly now: number;
}

export interface MovedPlace {
  readonly file: string;
  /** Absent where only the baseline knows the place. */
  readonly line?: number;
  readonly scope: string;
}

/** The same reference in another place. */
export interface Moved {
  readonly change: string;
  readonly access: Access;
  readonly from: MovedPlace;
  readonly to: MovedPlace;
}

/** A commit that head is held against. */
export interface ComparedCommit {
  /** As the user knows it: `origin/main`, `v1.42.0`. */
  readonly name: string;
  /** Full id. */
  readonly sha: string;
  /** The commit's date, `YYYY-MM-DD`, in UTC. */
  readonly date: string;
  readonly ageDays: number;
}

/** What `ratchet --format json` prints (SPEC §4), with the facts that head the text output. */
export interface GateResult {
  readonly version: 1;
  readonly ok: boolean;
  /** Absent: only the baseline was compared. */
  readonly base?: ComparedCommit;
  /** Absent: there is neither a deployed ref nor a base. `isBase`: the manifest names none, so the base stands for it. */
  readonly deployed?: ComparedCommit & { readonly isBase: boolean };
  /** Sorted: by change, then rule in the order of `GATE_RULES`, then place. */
  readonly findings: readonly Finding[];
  readonly allowed: readonly AllowedDrop[];
  readonly suppressed: readonly Suppressed[];
  readonly stale: readonly Stale[];
  readonly moved: readonly Moved[];
  /** What a reader must know to trust the answer: no base, no ratchet.json … One sentence each. */
  readonly notes: readonly string[];
}
