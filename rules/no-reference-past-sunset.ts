import { createRule } from "../src/lint/create-rule.js";
import { REFERENCE_OPTIONS } from "../src/lint/option-schema.js";
import { isPastSunset } from "../src/lint/reference-message.js";
import {
  REFERENCE_MESSAGES,
  reportReferences,
  type ReferenceMessageIds,
  type ReferenceOptions,
} from "../src/lint/report-references.js";

export default createRule<[ReferenceOptions], ReferenceMessageIds>({
  name: "no-reference-past-sunset",
  meta: {
    type: "problem",
    // eslint-disable-next-line eslint-plugin/require-meta-has-suggestions -- reportReferences makes them
    hasSuggestions: true,
    docs: { description: "disallow what a change of the manifest takes away once its sunset has passed" },
    schema: [REFERENCE_OPTIONS],
    defaultOptions: [{ implicit: false, mappings: false }],
    messages: REFERENCE_MESSAGES,
  },
  create: (context, [options]) => reportReferences(context, isPastSunset, options),
});
