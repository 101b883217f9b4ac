/** A text that is not written in the language that its file's name says: nobody can tell what it depends on. The line is 1-based. */
export class UnreadableText extends Error {
  override name = "UnreadableText";
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}
