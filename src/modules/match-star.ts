/** What `*` stands for when `text` matches a pattern with one star. */
export function matchStar(pattern: string, text: string): string | undefined {
  const at = pattern.indexOf("*");
  const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const isMatch = text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  return isMatch ? text.slice(head.length, text.length - tail.length) : undefined;
}
