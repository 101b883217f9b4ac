import type { ComparedCommit, Finding, GateResult } from "../gate/gate-result.js";
import { formatChangeFacts, formatWayOut } from "./change-markdown.js";
import { formatEvidenceText, isReferenceEvidence, withoutSameNext } from "./evidence-text.js";
import { formatGateDetails } from "./gate-details-markdown.js";
import { type Block, foldBlock, joinBlocks } from "./markdown-blocks.js";
import { formatCode, formatHtmlCode, formatProse, formatRow, formatTableHead } from "./markdown-words.js";
import { formatPlace, formatReferenceHead, formatReferenceRow } from "./place-markdown.js";
import { formatMarker } from "./report-marker.js";
import type { ReportContext } from "./reporter.js";
import { countOf } from "./style.js";

/** GitHub refuses a comment with more characters: "body is too long (maximum is 65536 characters)". */
export const MAX_COMMENT = 65_536;

/** More rows than these are folded: the drops below must be seen too. */
const MAX_OPEN_ROWS = 20;

/** A comment on a pull request: the verdict, what fails and what to do about it, and the rest folded. */
export function formatGateMarkdown(result: GateResult, context: ReportContext): string {
  const { findings, ok, notes } = result;
  const verdict = ok
    ? "✅ expand-contract: no findings"
    : `❌ expand-contract: ${countOf(findings.length, "finding")}`;
  const fresh = getReferenceTables({ rule: "new-reference", title: "New references" }, result, context);
  const past = getReferenceTables({ rule: "past-sunset", title: "Past their sunset" }, result, context);
  const blocks: readonly Block[] = [
    { head: `${formatMarker("ratchet", context)}\n### ${verdict}` },
    { head: formatCompared(result) },
    ...fresh.open,
    ...getDropBlocks(result, context),
    ...past.open,
    ...getOtherBlocks(result, context),
    ...notes.map((note) => ({ head: `> note: ${formatProse(note)}` })),
    ...fresh.folded,
    ...past.folded,
    ...formatGateDetails(result, context),
  ];
  return joinBlocks(blocks, context.maxBytes ?? MAX_COMMENT);
}

function formatCompared({ base, deployed }: GateResult): string {
  const compared = base ? `Compared with ${formatCommit(base)}` : "No base: only the baseline is compared";
  if (deployed === undefined) return `${compared}.`;
  const age = `${countOf(deployed.ageDays, "day")} old`;
  if (deployed.isBase) return `${compared}, which is taken as deployed, ${age}.`;
  return `${compared}. Deployed: ${formatCode(deployed.name)}, ${age}.`;
}

/** The commit's id stands outside of code, where the services make a link of it. */
function formatCommit({ name, sha }: ComparedCommit): string {
  const short = sha.slice(0, 7);
  return sha.startsWith(name) ? short : `${formatCode(name)} ${short}`;
}

interface ReferenceRule {
  readonly rule: Finding["rule"];
  readonly title: string;
}

interface ReferenceTables {
  readonly open: readonly Block[];
  readonly folded: readonly Block[];
}

/** A table a change, with what to use instead above it; the rows that are too many for it by themselves. */
function getReferenceTables(
  { rule, title }: ReferenceRule,
  { findings }: GateResult,
  context: ReportContext,
): ReferenceTables {
  const tables = context.changes.flatMap((change) => {
    const ofChange = findings.filter((finding) => finding.rule === rule && finding.change === change.id);
    const rows = ofChange.flatMap(({ reference }) =>
      reference ? [formatReferenceRow(reference, context)] : [],
    );
    return rows.length === 0 ? [] : [{ change, rows }];
  });
  if (tables.length === 0) return { open: [], folded: [] };
  const head = formatReferenceHead(context);
  const total = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    open: [
      { head: `#### ${title}: ${total}` },
      ...tables.map(({ change, rows }) => ({
        head: `**${formatCode(change.id)}** · ${formatChangeFacts(change, context.today)}\n\n${formatWayOut(change)}\n\n${head}`,
        rows: rows.slice(0, MAX_OPEN_ROWS),
      })),
    ],
    folded: tables
      .filter(({ rows }) => rows.length > MAX_OPEN_ROWS)
      .map(({ change, rows }) => {
        const left = rows.slice(MAX_OPEN_ROWS);
        return foldBlock(`${title}: ${left.length} more of ${formatHtmlCode(change.id)}`, {
          head,
          rows: left,
        });
      }),
  };
}

function getDropBlocks({ findings, deployed }: GateResult, context: ReportContext): Block[] {
  const drops = withoutSameNext(findings.filter(({ verdict }) => verdict !== undefined));
  return drops.flatMap((finding, index): Block[] => {
    const { evidence = [], next, verdict, change, rule, message } = finding;
    const isSameDrop = getDrop(drops[index - 1]) === getDrop(finding);
    const title = isSameDrop ? "" : `#### Drop ${verdict}: ${formatPlace(finding, context)}\n\n`;
    const of = change === undefined ? "" : `${formatCode(change)} · `;
    const references = evidence.filter(isReferenceEvidence);
    const rows = references.map((reference) =>
      formatReferenceRow(reference, context, reference.ref === deployed?.name ? deployed.sha : undefined),
    );
    const others = evidence.filter((one) => !isReferenceEvidence(one)).map(formatEvidenceText);
    return [
      { head: `${title}${of}${formatCode(rule)}: ${formatProse(message)}` },
      ...others.map((text) => ({ head: `- ${formatProse(text)}` })),
      ...(rows.length > 0 ? [{ head: formatReferenceHead(context), rows }] : []),
      ...(next === undefined ? [] : [{ head: `**Next:** ${formatProse(next)}` }]),
    ];
  });
}

/** Two rules may block one drop. */
function getDrop(finding: Finding | undefined): string | undefined {
  return finding && [finding.verdict, finding.file, finding.line, finding.column].join("\n");
}

function getOtherBlocks({ findings }: GateResult, context: ReportContext): Block[] {
  const others = findings.filter(
    ({ verdict, reference }) => verdict === undefined && reference === undefined,
  );
  if (others.length === 0) return [];
  const rows = others.map((finding) => {
    const { rule, message, next } = finding;
    const cells = [formatCode(rule), formatPlace(finding, context), formatProse(message)];
    return formatRow([...cells, next === undefined ? "" : formatProse(next)]);
  });
  return [
    { head: `#### Other findings: ${others.length}` },
    { head: formatTableHead(["rule", "place", "what", "next"]), rows },
  ];
}
