import { createRule } from "../src/lint/create-rule.js";
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
    schema: [
      {
        type: "object",
        properties: {
          mappings: {
            type: "boolean",
            description: "Whether to report the routes that define the endpoint.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ mappings: false }],
    messages: REFERENCE_MESSAGES,
  },
  create: (context, [options]) => reportReferences(context, ({ kind }) => kind === "endpoint", options),
});
