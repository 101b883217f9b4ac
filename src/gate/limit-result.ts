import type { Finding, GateResult } from "./gate-result.js";

/** What of a result concerns some of the files. `note` says so to the reader. */
export function limitResult(
  result: GateResult,
  isMeant: (file: string) => boolean,
  note: string,
): GateResult {
  const findings = result.findings.filter((finding) => getFiles(finding).some(isMeant));
  const isHere = ({ file }: { readonly file: string }) => isMeant(file);
  return {
    ...result,
    ok: findings.length === 0,
    findings,
    allowed: result.allowed.filter(isHere),
    suppressed: result.suppressed.filter(isHere),
    stale: result.stale.filter(isHere),
    moved: result.moved.filter(({ from, to }) => isHere(from) || isHere(to)),
    notes: [...result.notes, note],
  };
}

/** Where it stands, and whose references it is about: a raised count stands in `ratchet.json`, a step of a whole change in the manifest. */
function getFiles({ rule, file, place, evidence = [] }: Finding): string[] {
  const own = [file, ...(place ? [place.file] : [])];
  if (rule !== "stop-write-with-switch-reads") return own;
  return [...own, ...evidence.flatMap((one) => (one.kind === "reference" ? [one.file] : []))];
}
