let last: { readonly text: string; readonly part: string } | undefined;

/**
 * The text of a module up to the end of its last import. Whatever it has from elsewhere is named there, so that what looks for a library's
 * names need not look at all of it. Several look at one text in turn: the last answer is kept.
 */
export function getImportPart(text: string): string {
  if (last?.text !== text) last = { text, part: findImportPart(text) };
  return last.part;
}

function findImportPart(text: string): string {
  const start = Math.max(findLast(text, "import"), findLast(text, "require"));
  if (start === -1) return "";
  const specifier = /["'`][^"'`]*["'`]/g;
  specifier.lastIndex = start;
  return specifier.test(text) ? text.slice(0, specifier.lastIndex) : text;
}

/** What `lastIndexOf` gives. Engines search forwards several times faster than backwards. */
function findLast(text: string, word: string): number {
  let last = -1;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) last = at;
  return last;
}
