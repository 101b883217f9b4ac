import type { Change } from "../manifest/manifest.js";
import type { ExportOrigin, ExportShape, ExportShapes } from "../modules/module-graph.js";
import { getSearchWords } from "./search-words.js";

/** Words of the changes whose old names code holds as strings, and so in constants that other modules use. */
export function getStringWords(changes: readonly Change[]): readonly string[] {
  return getSearchWords(changes.filter(({ kind }) => kind === "event"));
}

/** The constants of modules that hold an old name. */
export function getStringConstants(
  changes: readonly Change[],
  shapes: ReadonlyMap<string, ExportShapes>,
): readonly ExportOrigin[] {
  const words = getStringWords(changes);
  if (words.length === 0) return [];
  return [...shapes].flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([name, shape]) =>
      getTexts(shape).some((text) => words.some((word) => text.includes(word)))
        ? [{ module: `./${file}`, name }]
        : [],
    ),
  );
}

/** All texts that a constant is seen to hold. */
export function getTexts(shape: ExportShape | undefined): readonly string[] {
  switch (shape?.kind) {
    case "text":
      return [shape.text];
    case "list":
      return shape.texts;
    case "texts":
      return Object.values(shape.members);
    default:
      return [];
  }
}
