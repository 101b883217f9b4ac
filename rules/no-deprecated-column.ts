import { createRule } from "../src/lint/create-rule.js";
import { REFERENCE_OPTIONS } from "../src/lint/option-schema.js";
import {
  REFERENCE_MESSAGES,
  reportReferences,
  type ReferenceMessageIds,
  type ReferenceOptions,
} from "../src/lint/report-references.js";

export default createRule<[ReferenceOptions], ReferenceMessageIds>({
  name: "no-deprecated-column",
  meta: {
    type: "problem",
    docs: {
      description: "disallow database columns and tables that a change of the manifest takes away",
    },
    schema: [REFERENCE_OPTIONS],
    defaultOptions: [{ implicit: false, mappings: false }],
    messages: REFERENCE_MESSAGES,
  },
  create: (context, [options]) =>
    reportReferences(context, ({ kind }) => kind === "column" || kind === "table", options),
});
