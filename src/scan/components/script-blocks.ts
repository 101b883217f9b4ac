/** A script within a component: offsets of its content, and the language that it names. */
export interface ScriptBlock {
  readonly start: number;
  readonly end: number;
  /** `js` where nothing says otherwise. */
  readonly lang: string;
}

/** The scripts of a component: `<script>` elements, Astro's frontmatter. They are found without its parser, for what the module passes on. */
export function findScriptBlocks(path: string, text: string): ScriptBlock[] {
  return path.endsWith(".astro") ? findFrontmatter(text) : findScriptElements(text);
}

const FENCE = "---";

/** Astro takes all of it for TypeScript. */
function findFrontmatter(text: string): ScriptBlock[] {
  const open = text.indexOf(FENCE);
  if (open < 0 || text.slice(0, open).trim().replace("\uFEFF", "") !== "") return [];
  const start = open + FENCE.length;
  const close = text.indexOf(`\n${FENCE}`, start - 1);
  return close < 0 ? [] : [{ start, end: Math.max(start, close), lang: "ts" }];
}

const OPEN = "<script";
const CLOSE = "</script";

function findScriptElements(text: string): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  for (let at = 0; ;) {
    const open = text.indexOf(OPEN, at);
    if (open < 0) return blocks;
    const comment = findCommentEnd(text, at, open);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    at = open + OPEN.length;
    if (!/[\s>]/.test(text.charAt(at))) continue;
    const tagEnd = findTagEnd(text, at);
    const end = text.indexOf(CLOSE, tagEnd);
    if (end < 0) return blocks;
    blocks.push({ start: tagEnd, end, lang: getLang(text.slice(at, tagEnd)) });
    at = end;
  }
}

/** The end of the comment that a place stands in. */
function findCommentEnd(text: string, from: number, place: number): number | undefined {
  for (let open = text.indexOf("<!--", from); open >= 0 && open < place;) {
    const close = text.indexOf("-->", open);
    if (close < 0 || close > place) return close < 0 ? text.length : close;
    open = text.indexOf("<!--", close);
  }
  return undefined;
}

/** Behind the `>` that ends a tag; one in quotes does not: `generic="T extends Map<string, X>"`. */
function findTagEnd(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at + 1;
  }
  return text.length;
}

function getLang(attributes: string): string {
  const lang = /\blang\s*=\s*["']?(\w+)/.exec(attributes)?.[1] ?? "js";
  return lang === "typescript" ? "ts" : lang;
}
