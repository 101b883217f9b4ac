const MARK = "file:";

/** A word that names a file itself, whatever its text holds: it makes that file alone a candidate. */
export function getFileWord(path: string): string {
  return MARK + path;
}

/** Whether texts need not be searched for a word. */
export function isFileWord(word: string): boolean {
  return word.startsWith(MARK);
}
