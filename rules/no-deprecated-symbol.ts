import { createRule } from "../src/lint/create-rule.js";
import {
  REFERENCE_MESSAGES,
  reportReferences,
  type ReferenceMessageIds,
} from "../src/lint/report-references.js";

export default createRule<[], ReferenceMessageIds>({
  name: "no-deprecated-symbol",
  meta: {
    type: "problem",
    // eslint-disable-next-line eslint-plugin/require-meta-has-suggestions -- reportReferences makes them
    hasSuggestions: true,
    docs: { description: "disallow exports and members that a change of the manifest takes away" },
    schema: [],
    messages: REFERENCE_MESSAGES,
  },
  create: (context) => reportReferences(context, ({ kind }) => kind === "symbol"),
});
