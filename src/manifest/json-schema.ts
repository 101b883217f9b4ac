import { z } from "zod";
import { manifestSchema } from "./schema.js";

/** The text of the `schema.json` that the package ships. Draft 7, because editors know no later one well. */
export function formatJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { target: "draft-7", io: "input" });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
