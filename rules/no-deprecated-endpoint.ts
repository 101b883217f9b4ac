import { createRule } from "../src/lint/create-rule.js";
import { createMappingsOption } from "../src/lint/option-schema.js";
import {
  REFERENCE_MESSAGES,
  reportReferences,
  type ReferenceMessageIds,
  type ReferenceOptions,
} from "../src/lint/report-references.js";

export default createRule<[ReferenceOptions], ReferenceMessageIds>({
  name: "no-deprecated-endpoint",
  meta: {
    type: "problem",
    docs: { description: "disallow HTTP endpoints that a change of the manifest takes away" },
    schema: [createMappingsOption("Whether to report the routes that define the endpoint.")],
    defaultOptions: [{ mappings: false }],
    messages: REFERENCE_MESSAGES,
  },
  create: (context, [options]) => reportReferences(context, ({ kind }) => kind === "endpoint", options),
});
