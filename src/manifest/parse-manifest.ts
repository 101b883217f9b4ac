import { getManifestHash } from "./manifest-hash.js";
import { BrokenFileError } from "../errors.js";
import { checkChanges } from "./check-changes.js";
import { checkPlaces } from "./check-places.js";
import { getIssueProblems } from "./issue-problems.js";
import { type JsonDocument, parseJsonDocument } from "./json-document.js";
import type { FileProblem, Manifest } from "./manifest.js";
import { normalizeManifest } from "./normalize-manifest.js";
import { manifestSchema } from "./schema.js";

/** Reads `expand-contract.json`. Throws one BrokenFileError with everything that is wrong, in the order of the file. */
export function parseManifest(text: string, file: string): Manifest {
  const document = parseJsonDocument(text);
  if (document.value === undefined && document.syntaxProblems.length === 0)
    throw new BrokenFileError(file, [
      { line: 1, column: 1, message: 'The file is empty: write { "changes": {} }.' },
    ]);
  const result = manifestSchema.safeParse(document.value);
  const problems = getProblems(document, result.error?.issues ?? []);
  if (problems.length > 0 || !result.success)
    throw new BrokenFileError(file, problems, { cause: result.error });
  return { file, hash: getManifestHash(text), ...normalizeManifest(result.data, document) };
}

type Issues = Parameters<typeof getIssueProblems>[0];

function getProblems(document: JsonDocument, issues: Issues): FileProblem[] {
  const { syntaxProblems } = document;
  const found = [
    ...document.keyProblems,
    ...getIssueProblems(issues, document),
    ...checkChanges(document),
    ...checkPlaces(document),
  ];
  // On a line that is no JSON, whatever else seems wrong follows from it.
  const brokenLines = new Set(syntaxProblems.map(({ line }) => line));
  const rest = document.value === undefined ? [] : found.filter(({ line }) => !brokenLines.has(line));
  return [...syntaxProblems, ...rest].sort((a, b) => a.line - b.line || a.column - b.column);
}
