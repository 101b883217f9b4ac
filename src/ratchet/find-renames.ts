/** Files by path; both sides only those that the other does not have. */
export type Texts = ReadonlyMap<string, string>;

// Two scripts that have nothing to do with each other share half of their words: keywords and what libraries are called.
const MIN_SIMILARITY = 0.7;

/**
 * Which file that went is which file that came: the most alike first, one to one. Words are compared, not lines, so that a file renamed and
 * reformatted at once is found; and texts, not git's index, so that files git does not track yet are too.
 */
export function findRenames(gone: Texts, added: Texts): Map<string, string> {
  const addedWords = [...added].map(([path, text]) => ({ path, words: countWords(text) }));
  const candidates = [...gone].flatMap(([from, text]) => {
    const words = countWords(text);
    return addedWords.map((to) => ({ from, to: to.path, similarity: getSimilarity(words, to.words) }));
  });
  const likely = candidates.filter(({ similarity }) => similarity >= MIN_SIMILARITY);
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of likely.sort((a, b) => b.similarity - a.similarity)) {
    if (renames.has(from) || taken.has(to)) continue;
    renames.set(from, to);
    taken.add(to);
  }
  return renames;
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Twice what both have, of what each has: 1 for the same words, 0 for none in common. */
function getSimilarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  const total = sum(a) + sum(b);
  return total === 0 ? 0 : (2 * common) / total;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
