import { dirname, resolve } from "node:path";
import type { Manifest } from "../../manifest/manifest.js";
import { getComponentKind } from "./component-kind.js";
import { findParserId } from "./component-parser.js";

/** Parsers are those of the user's own repo, also where another one is scanned: no code of that is run. */
export function getParserFolder({ file, folder }: Pick<Manifest, "file" | "folder">): string {
  return folder ?? dirname(resolve(file));
}

/** Says which parser reads a component: what was found holds as long as it is that one. Undefined for other files. */
export function getParserStamp(path: string, folder: string): string | undefined {
  const kind = getComponentKind(path);
  return kind && (findParserId(kind, folder) ?? `no ${kind}`);
}
