const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * What other people's files may hold (names, source, commit messages), safe for a terminal: no character of it moves the cursor, colours
 * anything or turns the direction of writing. For text without colours of ours.
 */
export function escapeControls(text: string): string {
  return text.replaceAll(CONTROLS, escapeControl);
}

function escapeControl(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\u{${code}}`;
}
