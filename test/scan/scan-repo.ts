import { parseManifest } from "../../src/manifest/parse-manifest.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import type { ScanResult } from "../../src/scan/scan-result.js";

interface ChangeText {
  readonly kind: string;
  readonly old: string;
}

/** A manifest with these changes, by id; owner and sunset don't matter to a scan. */
export function createManifest(changes: Readonly<Record<string, ChangeText>>, more: object = {}): Manifest {
  const full = Object.entries(changes).map(([id, change]) => [
    id,
    { ...change, owner: "@acme/team", sunset: "2099-12-31" },
  ]);
  return parseManifest(
    JSON.stringify({ ...more, changes: Object.fromEntries(full) }),
    "expand-contract.json",
  );
}

/** One line for each reference: `change file:line:column access`. */
export function listReferences({ references }: Pick<ScanResult, "references">): string[] {
  return references.map(
    ({ change, file, line, column, access }) => `${change} ${file}:${line}:${column} ${access}`,
  );
}
