import { type Change, isTableTarget } from "../manifest/manifest.js";
import type { ExportShape, ExportShapes } from "../modules/module-graph.js";

/**
 * Words of files that reach an old table by a constant of another module, and so need not have its name: the constant's own, that of the object's
 * or enum's member, and what stands behind a constant that the table's name begins with (`namespace + "sync_configs"`).
 */
export function getConstantWords(
  changes: readonly Change[],
  exported: Iterable<ExportShapes>,
): readonly string[] {
  const tables = new Set(changes.flatMap(({ old }) => (isTableTarget(old) ? [old.table] : [])));
  const words = new Set<string>();
  for (const shapes of tables.size === 0 ? [] : exported)
    for (const [name, shape] of Object.entries(shapes))
      for (const [word, text] of getTexts(name, shape))
        for (const table of tables) {
          if (text === table) words.add(word);
          else if (text.length > 1 && table.startsWith(text) && table.length - text.length > 2)
            words.add(table.slice(text.length));
        }
  return [...words];
}

function getTexts(name: string, shape: ExportShape): (readonly [string, string])[] {
  if (shape.kind === "text") return [[name, shape.text]];
  return shape.kind === "texts" ? Object.entries(shape.members) : [];
}
