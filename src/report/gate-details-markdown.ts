import type { GateResult, MovedPlace } from "../gate/gate-result.js";
import { formatEvidenceText, isReferenceEvidence } from "./evidence-text.js";
import { type Block, foldBlock } from "./markdown-blocks.js";
import { formatCode, formatProse, formatRow, formatTableHead } from "./markdown-words.js";
import { formatPlace, type PlaceContext } from "./place-markdown.js";
import { countOf } from "./style.js";

/** What nobody has to act on, folded: drops that may go and why, what comments allowed, what went away, what moved. */
export function formatGateDetails(result: GateResult, context: PlaceContext): Block[] {
  return [
    ...getAllowed(result, context),
    ...getSuppressed(result, context),
    ...getStale(result, context),
    ...getMoved(result, context),
  ];
}

function getAllowed({ allowed }: GateResult, context: PlaceContext): Block[] {
  if (allowed.length === 0) return [];
  const rows = allowed.map((drop) => {
    const evidence = drop.evidence.filter((one) => !isReferenceEvidence(one)).map(formatEvidenceText);
    return formatRow([
      formatCode(drop.change),
      formatPlace(drop, context),
      evidence.map(formatProse).join("<br>"),
    ]);
  });
  const head = formatTableHead(["change", "place", "because"]);
  return [foldBlock(`✅ ${countOf(allowed.length, "drop")} allowed`, { head, rows })];
}

function getSuppressed({ suppressed }: GateResult, context: PlaceContext): Block[] {
  if (suppressed.length === 0) return [];
  const rows = suppressed.map((one) =>
    formatRow([formatCode(one.rule), formatPlace(one, context), formatProse(one.reason)]),
  );
  const title = `${countOf(suppressed.length, "finding")} allowed by a comment`;
  return [foldBlock(title, { head: formatTableHead(["rule", "place", "because"]), rows })];
}

function getStale({ stale }: GateResult, context: PlaceContext): Block[] {
  const gone = stale.reduce((sum, { was, now }) => sum + was - now, 0);
  if (gone === 0) return [];
  const rows = stale.map(({ change, file, scope, access, was, now }) =>
    formatRow([
      formatCode(change),
      formatPlace({ file }, context),
      formatCode(scope),
      access,
      `${was} → ${now}`,
    ]),
  );
  const head = `Lower the baseline: ${formatCode("expand-contract ratchet tighten")}\n\n${formatTableHead(["change", "file", "in", "access", "count"])}`;
  return [foldBlock(`${countOf(gone, "reference")} went away since the baseline`, { head, rows })];
}

function getMoved({ moved }: GateResult, context: PlaceContext): Block[] {
  if (moved.length === 0) return [];
  const format = ({ file, scope }: MovedPlace) => `${formatPlace({ file }, context)} ${formatCode(scope)}`;
  const rows = moved.map(({ change, access, from, to }) =>
    formatRow([formatCode(change), access, format(from), format(to)]),
  );
  const head = formatTableHead(["change", "access", "from", "to"]);
  return [foldBlock(`${countOf(moved.length, "reference")} moved`, { head, rows })];
}
