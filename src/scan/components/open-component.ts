import type { ScriptFile, TextFile } from "../../references/detector.js";
import { getComponentKind } from "./component-kind.js";
import { findComponentParser } from "./component-parser.js";
import { parseComponent } from "./parse-component.js";

/** The component as a script; undefined where no parser for its kind is installed for the folder. Throws a ParseError. */
export function openComponent({ path, text }: TextFile, folder: string): ScriptFile | undefined {
  const kind = getComponentKind(path);
  const parser = kind && findComponentParser(kind, folder);
  return parser && parseComponent(path, text, parser);
}
