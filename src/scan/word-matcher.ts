/** Which of its words occur in a text, in their own order. */
export type WordMatcher = (text: string) => string[];

const MASK = 0xfff;
const LETTER = /[\p{ID_Continue}$]/u;
const ESCAPES = "nrtbfv0";

/**
 * Looks for many words at once (Wu and Manber's algorithm: most characters are never looked at). A word that begins or ends with a letter,
 * digit, `_` or `$` must stand alone at that end, except that a capitalised name may begin a longer one (`User` in `Prisma.UserSelect`,
 * `$UserPayload`), and that an escape may precede it (`"\nusers"`). Anything else is plain text.
 */
export function createWordMatcher(words: readonly string[]): WordMatcher {
  const unique = [...new Set(words)].filter((word) => word !== "").toSorted();
  const long = unique.filter((word) => word.length > 1);
  const short = unique.filter((word) => word.length === 1);
  const searchLong = createSearch(long);
  return (text) => {
    const found = new Set(searchLong(text));
    for (const word of short) if (hasShort(text, word)) found.add(word);
    return found.size === 0 ? [] : unique.filter((word) => found.has(word));
  };
}

function createSearch(words: readonly string[]): (text: string) => Iterable<string> {
  if (words.length === 0) return () => [];
  const window = Math.min(...words.map((word) => word.length));
  const { shifts, buckets } = createTables(words, window);
  return (text) => {
    const found = new Set<string>();
    for (let end = window - 1; end < text.length;) {
      const hash = getHash(text.charCodeAt(end - 1), text.charCodeAt(end));
      const shift = shifts[hash] ?? 1;
      if (shift > 0) {
        end += shift;
        continue;
      }
      const start = end - window + 1;
      for (const word of buckets.get(hash) ?? []) {
        if (!found.has(word) && text.startsWith(word, start) && standsAlone(text, word, start))
          found.add(word);
      }
      end += 1;
    }
    return found;
  };
}

/** How far the window may move on by the pair of characters at its end, and the words to compare where it may not. */
function createTables(words: readonly string[], window: number) {
  const shifts = new Uint8Array(MASK + 1).fill(Math.min(window - 1, 255));
  const buckets = new Map<number, string[]>();
  for (const word of words) {
    for (let end = 1; end < window; end++) {
      const hash = getHash(word.charCodeAt(end - 1), word.charCodeAt(end));
      shifts[hash] = Math.min(shifts[hash] ?? 0, window - 1 - end);
      if (end === window - 1) buckets.set(hash, [...(buckets.get(hash) ?? []), word]);
    }
  }
  return { shifts, buckets };
}

function getHash(first: number, second: number): number {
  return ((first << 5) ^ second) & MASK;
}

function hasShort(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (standsAlone(text, word, at)) return true;
  }
  return false;
}

function standsAlone(text: string, word: string, start: number): boolean {
  const end = start + word.length;
  return isStart(text, start) && (isEnd(text, end) || isHump(text, word, end));
}

function isStart(text: string, start: number): boolean {
  if (!isLetterAt(text, start) || !isLetterAt(text, start - 1) || text[start - 1] === "$") return true;
  return text[start - 2] === "\\" && ESCAPES.includes(text.charAt(start - 1));
}

function isEnd(text: string, end: number): boolean {
  return !isLetterAt(text, end - 1) || !isLetterAt(text, end);
}

function isHump(text: string, word: string, end: number): boolean {
  return /^\p{Lu}.*[\p{Ll}\d]$/u.test(word) && /\p{Lu}/u.test(text.charAt(end));
}

/** Half of a character outside the basic plane counts as none: rather a candidate too many. */
function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && LETTER.test(text.charAt(at));
}
