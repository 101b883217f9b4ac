import { join } from "node:path";
import type { Change } from "../../../src/manifest/manifest.js";
import { detectInScript } from "../../../src/references/detect.js";
import type { Project } from "../../../src/references/detector.js";
import { getComponentKind } from "../../../src/scan/components/component-kind.js";
import { findComponentParser } from "../../../src/scan/components/component-parser.js";
import { parseComponent } from "../../../src/scan/components/parse-component.js";
import { createTestProject } from "../../support/parse.js";

const ROOT = join(import.meta.dirname, "../../..");

/** `access line:column text` of each reference in a component, the unresolved ones in brackets. */
export function findReferences(
  path: string,
  text: string,
  changes: readonly Change[],
  project: Partial<Project> = {},
): string[] {
  const kind = getComponentKind(path);
  const parser = kind && findComponentParser(kind, ROOT);
  if (parser === undefined) throw new Error(`No parser for ${path}`);
  const file = parseComponent(path, text, parser);
  const { references } = detectInScript(file, createTestProject({ changes, ...project }));
  const lines = file.text.split(/\r?\n/);
  return references.map(({ access, line, column, endColumn, certainty }) => {
    const place = `${access} ${line}:${column} ${(lines[line - 1] ?? "").slice(column - 1, endColumn - 1)}`;
    return certainty === "unresolved" ? `(${place})` : place;
  });
}
