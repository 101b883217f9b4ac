import type { TSESLint } from "@typescript-eslint/utils";
import type { Change } from "../manifest/manifest.js";
import { getNodesAtOffsets } from "../references/nodes-at-offsets.js";
import type { Reference } from "../references/reference.js";
import { findReplacement } from "../references/replacements/find-replacement.js";
import type { Replacement } from "../references/replacements/replacement.js";
import { isComponent } from "../scan/file-kind.js";
import type { DetectedFile } from "./lint-file.js";

export const SUGGESTION_MESSAGES = {
  import: "Import {{to}} instead of {{from}}, and use it in this file.",
  alias: "Import {{to}} as {{from}}, which keeps its name in this file.",
  key: "Read {{to}} instead of {{from}}.",
} as const satisfies Record<Replacement["kind"], string>;

type Suggestion = TSESLint.SuggestionReportDescriptor<Replacement["kind"]>;

interface Place {
  readonly reference: Reference;
  /** UTF-16 offset. */
  readonly start: number;
}

/** Each suggestion holds the text between its edits: a file with more places than this has it at the first ones. */
const MAX_SUGGESTIONS = 50;

/** Suggestions for a file's references: none in components, whose markup the edits would not reach. */
export function createSuggester({
  script,
  project,
  found: { references },
}: DetectedFile): (place: Place, change: Change) => Suggestion[] {
  let given = 0;
  return ({ reference, start }, change) => {
    if (change.replacement === undefined || given >= MAX_SUGGESTIONS || isComponent(script.path)) return [];
    const node = getNodesAtOffsets(script.ast, [start]).get(start) ?? script.ast;
    const context = { file: script, modules: project.modules, references };
    const replacement = findReplacement({ reference, start, node }, change, context);
    if (replacement === undefined) return [];
    given++;
    return [createSuggestion(replacement)];
  };
}

function createSuggestion({ kind, from, to, edits }: Replacement): Suggestion {
  return {
    messageId: kind,
    data: { from, to },
    fix: (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)),
  };
}
