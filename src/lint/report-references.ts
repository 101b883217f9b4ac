import type { TSESLint } from "@typescript-eslint/utils";
import type { Change } from "../manifest/manifest.js";
import type { Reference } from "../references/reference.js";
import { type DetectedFile, getLintFile, isFirstToSay } from "./lint-file.js";
import { getLintSettings } from "./lint-settings.js";
import { getReferenceMessageData } from "./reference-message.js";
import { createSuggester, SUGGESTION_MESSAGES } from "./suggest-replacement.js";

/** What `scan` lists apart can be asked for. */
export interface ReferenceOptions {
  readonly implicit?: boolean;
  readonly mappings?: boolean;
}

export const REFERENCE_MESSAGES = {
  reference:
    "{{what}} {{old}}, which goes away{{advice}}. Owner {{owner}}, sunset {{sunset}} ({{days}}).{{guide}}",
  unusable: "Nothing is checked: {{problem}}",
  comment: "{{problem}}",
  ...SUGGESTION_MESSAGES,
} as const;
export type ReferenceMessageIds = keyof typeof REFERENCE_MESSAGES;

type Context = Readonly<TSESLint.RuleContext<ReferenceMessageIds, readonly unknown[]>>;

/** Which changes a rule is about; `today` is an ISO date. */
export type Concerns = (change: Change, today: string) => boolean;

/** A rule's listeners: reports the references that `scan` finds in the file; none at all where there is nothing to find. */
export function reportReferences(
  context: Context,
  concerns: Concerns,
  options: ReferenceOptions = {},
): TSESLint.RuleListener {
  const now = new Date();
  const file = getLintFile(context, now.getTime());
  if (file.type === "clean") return {};
  const today = getLintSettings(context.settings).today ?? now.toISOString().slice(0, 10);
  return {
    Program: () => {
      if (file.type === "unusable") reportUnusable(context, file.message);
      else reportDetected(context, file, { today, concerns, options });
    },
  };
}

function reportUnusable(context: Context, problem: string): void {
  if (!isFirstToSay(context, "unusable")) return;
  context.report({ loc: getLine(context, 1), messageId: "unusable", data: { problem } });
}

interface Choice {
  readonly today: string;
  readonly concerns: Concerns;
  readonly options: ReferenceOptions;
}

function reportDetected(context: Context, file: DetectedFile, { today, concerns, options }: Choice): void {
  const { manifest, found } = file;
  const suggest = createSuggester(file);
  const changes = new Map(manifest.changes.map((change) => [change.id, change]));
  for (const reference of found.references) {
    const change = changes.get(reference.change);
    if (change === undefined || !concerns(change, today) || !isReported(reference, options)) continue;
    const data = getReferenceMessageData(reference, change, today);
    const loc = getLocation(reference);
    const start = context.sourceCode.getIndexFromLoc(loc.start);
    context.report({ loc, messageId: "reference", data, suggest: suggest({ reference, start }, change) });
  }
  if (found.problems.length === 0 || !isFirstToSay(context, "comments")) return;
  for (const { line, message } of found.problems)
    context.report({ loc: getLine(context, line), messageId: "comment", data: { problem: message } });
}

function isReported({ access, certainty }: Reference, options: ReferenceOptions): boolean {
  if (certainty === "unresolved") return false;
  if (access === "implicit") return options.implicit === true;
  return access !== "declare" || options.mappings === true;
}

/** ESLint counts columns from 0. */
function getLocation({ line, column, endLine, endColumn }: Reference) {
  return { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } };
}

function getLine({ sourceCode }: Context, line: number) {
  return { start: { line, column: 0 }, end: { line, column: sourceCode.lines[line - 1]?.length ?? 0 } };
}
