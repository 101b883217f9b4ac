import { UserError } from "../errors.js";
import { getDaysBetween } from "../manifest/dates.js";
import { isKnown } from "../ratchet/tighten.js";
import type { ScanResult } from "../scan/scan-result.js";
import { type Base, findBase } from "./refs/find-base.js";
import { type DeployedCommit, type DeployedUnknown, findDeployed } from "./refs/find-deployed.js";
import { type GateInput, getRatchet, WORKING_TREE } from "./gate-input.js";
import type { ComparedCommit, GateResult } from "./gate-result.js";
import { judgeBatch } from "./batch/judge-batch.js";
import { type BaseKnowledge, judgeReferences, type RatchetText } from "./references/judge-references.js";
import { matchTrees } from "./references/match-trees.js";
import { readBaseFiles } from "./refs/read-base-files.js";
import { readBatch } from "./batch/read-batch.js";
import { checkBaseScan, checkHeadScan, type ScannedTrees } from "./scanned-trees.js";
import { sortFindings } from "./sort-findings.js";

/**
 * The gate of CI: head against the baseline, the base and what is deployed. Throws a UserError where it can't tell: a broken ratchet file, a
 * file that can't be read, a base that is not there, or nothing to compare with.
 */
export async function runGate(input: GateInput, trees: ScannedTrees): Promise<GateResult> {
  const { manifest, today, git } = input;
  const baseline = readBaseline(input);
  const base = await findBase(input);
  if (base === undefined && baseline === undefined) throw new UserError(NOTHING_TO_COMPARE);
  // Where its branch stands now, not where this one left it.
  const asBase = base && { name: base.name, commit: base.tip };
  const [head, deployed] = await Promise.all([
    trees.scan(WORKING_TREE),
    findDeployed(manifest.deployed, asBase, git),
  ]);
  checkHeadScan(head, await trees.open(WORKING_TREE));
  const compared = base && (await compare(base, head, { input, trees, baseline }));
  const references = judgeReferences({
    changes: manifest.changes,
    head: head.references,
    today,
    ...(baseline && { baseline }),
    ...(compared && { match: compared.match, base: compared.knowledge }),
  });
  const batch = compared
    ? await judgeBatch({ ...compared, input, trees, deployed, scans: { base: compared.scan, head } })
    : { findings: [], suppressed: [], allowed: [] };
  const findings = [...references.findings, ...batch.findings];
  return {
    version: 1,
    ok: findings.length === 0,
    ...(base && { base: describe(base, today) }),
    ...("commit" in deployed && { deployed: { ...describe(deployed, today), isBase: deployed.isBase } }),
    findings: sortFindings(findings, manifest.changes),
    allowed: batch.allowed,
    suppressed: batch.suppressed,
    stale: references.stale,
    moved: references.moved,
    notes: [
      ...getNotes(input, base, baseline),
      ...getDeployedNotes(input, deployed),
      ...(compared?.notes ?? []),
    ],
  };
}

function readBaseline(input: GateInput): RatchetText | undefined {
  const { ratchetText: text, ratchetPath: file } = input;
  const ratchet = getRatchet(input);
  return text === undefined || ratchet === undefined ? undefined : { file, text, ratchet };
}

interface Place {
  readonly input: GateInput;
  readonly trees: ScannedTrees;
  readonly baseline: RatchetText | undefined;
}

/** Everything that head is held to at the base. */
async function compare(base: Base, head: ScanResult, { input, trees, baseline }: Place) {
  const { name, commit } = base;
  const [scan, files] = await Promise.all([trees.scan(commit.sha), readBaseFiles(input, base, baseline)]);
  checkBaseScan(scan, name);
  const { manifest, ratchet } = files;
  const batch = await readBatch({
    ...{ trees, base, manifest: input.manifest, operations: input.operations },
    ...(manifest && { baseManifest: manifest }),
  });
  const knowledge: BaseKnowledge = {
    name,
    changes: manifest?.changes.map(({ id }) => id) ?? [],
    references: scan.references,
    ...(ratchet && { ratchet }),
  };
  const sides = { baseSha: commit.sha, base: scan.references, head: head.references };
  const match = await matchTrees(trees, sides);
  return { base, scan, match, knowledge, batch, notes: [...files.notes, ...batch.notes] };
}

function describe({ name, commit }: Pick<Base, "name" | "commit">, today: string): ComparedCommit {
  const { sha, date } = commit;
  return { name, sha, date, ageDays: Math.max(0, getDaysBetween(date, today)) };
}

/** A drop says so by itself; everybody else reads of no deployed commit and wonders. */
function getDeployedNotes({ manifest }: GateInput, deployed: DeployedCommit | DeployedUnknown): string[] {
  if ("commit" in deployed || manifest.deployed === undefined) return [];
  return [
    `It is not known what is deployed, and a drop would be judged unknown: ${deployed.reason}; ${deployed.next}`,
  ];
}

const NOTHING_TO_COMPARE =
  "There is neither a baseline nor a base to compare with. Write the baseline: expand-contract ratchet tighten\n" +
  "or name a base: expand-contract ratchet --base origin/main";

function getNotes(
  { manifest, ratchetPath, git }: GateInput,
  base: Base | undefined,
  baseline: RatchetText | undefined,
): string[] {
  const notes: string[] = [];
  if (base === undefined)
    notes.push(
      `There is no base${git === undefined ? ", as this is no git repository" : ""}: only ${ratchetPath} was compared, so code that moved counts as new, and no migration was judged. Name a base: --base origin/main`,
    );
  if (baseline === undefined) {
    notes.push(
      `There is no ${ratchetPath}: the base alone decides. Write one: expand-contract ratchet tighten`,
    );
    return notes;
  }
  const { ratchet } = baseline;
  const unknown = manifest.changes.filter(({ id }) => !isKnown(ratchet, id)).map(({ id }) => id);
  if (unknown.length > 0)
    notes.push(
      `${ratchetPath} does not know ${unknown.join(", ")} yet. Enter it: expand-contract ratchet tighten`,
    );
  const ids = new Set(manifest.changes.map(({ id }) => id));
  const finished = Object.keys(ratchet.changes).filter((id) => !ids.has(id));
  if (finished.length > 0)
    notes.push(
      `${ratchetPath} still has ${finished.join(", ")}, which the manifest no longer names. Take it out: expand-contract ratchet tighten`,
    );
  return notes;
}
