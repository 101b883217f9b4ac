/** One answer of `git cat-file --batch`; no `bytes`: the object is not there. */
export interface BatchObject {
  readonly id: string;
  readonly bytes: Buffer | undefined;
}

const NEWLINE = 10;

/** Cuts the stream of `git cat-file --batch` (`<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`) into objects, wherever its chunks end. */
export class BatchParser {
  #chunks: Buffer[] = [];
  #length = 0;
  /** The object whose bytes are still to come. */
  #open: { readonly id: string; readonly size: number } | undefined;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next whole object; undefined until more is pushed. */
  next(): BatchObject | undefined {
    if (this.#open === undefined) {
      const header = this.#takeLine();
      if (header === undefined) return undefined;
      const [id = "", type, size] = header.split(" ");
      if (size === undefined || type === undefined) return { id, bytes: undefined };
      this.#open = { id, size: Number(size) };
    }
    const { id, size } = this.#open;
    if (this.#length <= size) return undefined;
    this.#open = undefined;
    return { id, bytes: this.#take(size + 1).subarray(0, size) };
  }

  #takeLine(): string | undefined {
    let before = 0;
    for (const chunk of this.#chunks) {
      const end = chunk.indexOf(NEWLINE);
      if (end >= 0) return this.#take(before + end + 1).toString("latin1", 0, before + end);
      before += chunk.length;
    }
    return undefined;
  }

  /** The first `count` bytes, which must be there; copied only where they lie in several chunks. */
  #take(count: number): Buffer {
    const first = this.#chunks[0];
    this.#length -= count;
    if (first !== undefined && first.length > count) {
      this.#chunks[0] = first.subarray(count);
      return first.subarray(0, count);
    }
    const taken: Buffer[] = [];
    let rest = count;
    while (rest > 0) {
      const chunk = this.#chunks.shift();
      if (chunk === undefined) break;
      taken.push(chunk.subarray(0, rest));
      if (chunk.length > rest) this.#chunks.unshift(chunk.subarray(rest));
      rest -= Math.min(rest, chunk.length);
    }
    return taken.length === 1 && taken[0] !== undefined ? taken[0] : Buffer.concat(taken, count);
  }
}
