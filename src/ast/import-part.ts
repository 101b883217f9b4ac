/**
 * The text of a module up to the end of its last import. Whatever it has from elsewhere is named there, so that what looks for a library's
 * names need not look at all of it.
 */
export function getImportPart(text: string): string {
  const last = Math.max(text.lastIndexOf("import"), text.lastIndexOf("require"));
  if (last === -1) return "";
  const specifier = /["'`][^"'`]*["'`]/g;
  specifier.lastIndex = last;
  return specifier.test(text) ? text.slice(0, specifier.lastIndex) : text;
}
