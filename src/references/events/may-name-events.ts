import type { ExportShape } from "../../modules/module-graph.js";
import type { Project, ScriptFile } from "../detector.js";
import { getStringWords, getTexts } from "../string-words.js";

/** Whether a file names an old event, by itself or by a constant of another module. Cheap for the files that do not. */
export function mayNameEvents({ path, text, ast }: ScriptFile, { changes, modules }: Project): boolean {
  const events = changes.filter(({ kind }) => kind === "event");
  if (events.length === 0) return false;
  const words = getStringWords(events);
  if (words.some((word) => text.includes(word))) return true;
  const mayBeNamed = (shape: ExportShape | undefined) =>
    getTexts(shape).some((one) => words.some((word) => one.includes(word)));
  // CommonJS takes things out of modules anywhere.
  if (text.includes("require(")) return true;
  return ast.body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.specifiers.some((specifier) => {
        if (specifier.type === "ImportNamespaceSpecifier") return true;
        const imported = specifier.type === "ImportSpecifier" ? specifier.imported : undefined;
        const name =
          imported === undefined
            ? "default"
            : imported.type === "Identifier"
              ? imported.name
              : imported.value;
        return modules
          .getOrigins(path, statement.source.value, name)
          .some((origin) => mayBeNamed(modules.getShape(origin)));
      }),
  );
}
