/** Tells git's lines of progress from its complaints. Progress ends with a carriage return, and is written over. */
export function createProgressReader(onProgress: ((text: string) => void) | undefined, maxLength: number) {
  let complaints = "";
  let rest = "";
  const take = (line: string) => {
    const progress = parseProgress(line);
    if (progress !== undefined) onProgress?.(progress);
    else if (complaints.length < maxLength) complaints += `${line.slice(0, maxLength)}\n`;
  };
  return {
    push(text: string) {
      const lines = (rest + text).split(/[\r\n]/);
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") take(line);
      // A server that never ends a line must not fill the memory.
      if (rest.length > maxLength) rest = rest.slice(-maxLength);
    },
    getRest() {
      if (rest.trim() !== "") take(rest);
      rest = "";
      return complaints;
    },
  };
}

/** `remote: Counting objects:  43% (3/7)`, `Receiving objects: 100% (7/7), 1.2 MiB | 3 MiB/s, done.` → `receiving objects: 43 %` */
function parseProgress(line: string): string | undefined {
  const [, what, percent] = /^(?:remote: )?([A-Z][a-z]+(?: [a-z]+)*): +(\d{1,3})% \(/.exec(line) ?? [];
  if (what !== undefined && percent !== undefined) return `${what.toLowerCase()}: ${percent} %`;
  const [, counted, count] =
    /^(?:remote: )?([A-Z][a-z]+(?: [a-z]+)*): (\d+)(?:, done\.)?\s*$/.exec(line) ?? [];
  return counted !== undefined && count !== undefined ? `${counted.toLowerCase()}: ${count}` : undefined;
}
