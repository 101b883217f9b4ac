import type { Reference } from "../references/reference.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { ReferenceEvidence } from "./gate-result.js";

/** What uses the old shape of one change at one commit, by what it means for a drop. */
export interface Usage {
  /** Writes it, or declares it: statements name it although no code does. */
  readonly writes: readonly Reference[];
  /** Depends on it in any other way. */
  readonly reads: readonly Reference[];
  /** May depend on it: `select *`, SQL that was put together, receivers without a type. */
  readonly doubtful: readonly Reference[];
}

type IsMigration = (path: string) => boolean;

/**
 * What the code of a commit uses. Migrations are left out: what they do to the old shape is judged by their operations, and views and functions
 * that they define are not deployed with the code: the batch may replace them before it drops.
 */
export function getCodeUsage(scan: ScanResult, change: string, isMigration: IsMigration): Usage {
  return getUsage(
    scan.references.filter(({ file }) => !isMigration(file) && !scan.definitionFiles.includes(file)),
    change,
  );
}

/** What is left when the batch has run: its code, and what all migrations together leave defined in the database. */
export function getHeadUsage(scan: ScanResult, change: string, isMigration: IsMigration): Usage {
  return getUsage(
    scan.references.filter(({ file }) => !isMigration(file) || scan.definitionFiles.includes(file)),
    change,
  );
}

/** Of references the running ones of a change. */
export function getUsage(references: readonly Reference[], change: string): Usage {
  const own = references.filter((one) => one.change === change);
  const isWrite = ({ access }: Reference) => access === "write" || access === "declare";
  // A type says nothing about what runs.
  const running = own.filter(({ access }) => access !== "type");
  const sure = running.filter((one) => one.certainty === "resolved" && one.access !== "implicit");
  return {
    writes: sure.filter(isWrite),
    reads: sure.filter((one) => !isWrite(one)),
    doubtful: running.filter((one) => !sure.includes(one)),
  };
}

export function isUsed({ writes, reads }: Usage): boolean {
  return writes.length + reads.length > 0;
}

/** References as evidence, found at that commit. */
export function toEvidence(
  references: readonly Reference[],
  { name, ref = name }: { readonly name: string; readonly ref?: string },
): ReferenceEvidence[] {
  return references.map(({ file, line, column, access, scope, via, text, repo }) => ({
    kind: "reference",
    ...{ file, line, column, access, scope, via, text, ref },
    ...(repo === undefined ? {} : { repo }),
  }));
}

export function countDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
