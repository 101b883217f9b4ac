/** A place in a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where names stand as whole words. */
export function findWords(text: string, names: readonly string[]): Place[] {
  return names.flatMap((name) => {
    const places: Place[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(end))) places.push({ start: at, end });
    }
    return places;
  });
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(character);
}
