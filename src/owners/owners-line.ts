/** The words of a line. White space after a backslash belongs to its word, backslash and all: `docs/my\ notes/ @ann` is two words. */
export function splitOwnersLine(line: string): string[] {
  const words: string[] = [];
  let word = "";
  let isEscaped = false;
  for (const character of line) {
    if (!isEscaped && isSpace(character)) {
      if (word !== "") words.push(word);
      word = "";
      continue;
    }
    word += character;
    isEscaped = !isEscaped && character === "\\";
  }
  return word === "" ? words : [...words, word];
}

/** Without what follows a word that starts with `#`. */
export function dropComment(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => word.startsWith("#"));
  return start === -1 ? words : words.slice(0, start);
}

/** `@user`, `@org/team`, `@@role` or an address; whether there is such a user only the service knows. */
export function isOwner(word: string): boolean {
  return word.includes("@") && word.length > 1 && !word.endsWith("@");
}

function isSpace(character: string): boolean {
  return character === " " || character === "\t" || character === "\r";
}
