import type { TextFile } from "../../references/detector.js";
import { findScriptBlocks } from "./script-blocks.js";

/** A component as the script that its blocks are, everything else blanked: the same offsets, a name that says its language. */
export function getComponentModule(path: string, text: string): TextFile {
  const blocks = findScriptBlocks(path, text);
  let script = "";
  let at = 0;
  for (const { start, end } of blocks) {
    // Two blocks on a line would otherwise be one statement.
    script += blank(text.slice(at, start)).replace(/ $/, ";") + text.slice(start, end);
    at = end;
  }
  const lang = blocks.find((block) => block.lang !== "js")?.lang ?? "js";
  return {
    path: `${path}.${lang === "ts" || lang === "tsx" ? lang : "js"}`,
    text: script + blank(text.slice(at)),
  };
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, " ");
}
