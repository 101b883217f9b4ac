import type { MappedTable } from "../../../catalog/catalog.js";
import { isStringLiteral } from "../../../ast/string-values.js";
import { walk } from "../../../ast/walk.js";
import type { CallContext } from "./call-context.js";
import { getDelegate } from "./models.js";

/** Models that lose something and that a file names in a string: `client[model]` may be of any of them. */
export function getMentionedModels({ file, models }: CallContext): MappedTable[] {
  const strings = new Set<string>();
  for (const node of walk(file.ast)) if (isStringLiteral(node)) strings.add(node.value);
  return models.touched.filter(({ model }) => strings.has(model) || strings.has(getDelegate(model)));
}
