import type { JSONSchema } from "@typescript-eslint/utils";

/** For rules whose references can be definitions (`declare`); says what those are. */
export function createMappingsOption(description: string): JSONSchema.JSONSchema4 {
  return {
    type: "object",
    properties: { mappings: { type: "boolean", description } },
    additionalProperties: false,
  };
}

/** For rules whose references can be implicit or mappings: columns and tables. */
export const REFERENCE_OPTIONS: JSONSchema.JSONSchema4 = {
  type: "object",
  properties: {
    implicit: {
      type: "boolean",
      description: "Whether to report what carries the column without naming it: `select *`, `returning *`.",
    },
    mappings: {
      type: "boolean",
      description: "Whether to report the models that map the column or table.",
    },
  },
  additionalProperties: false,
};
