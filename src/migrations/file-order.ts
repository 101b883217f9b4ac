/** By code units: what Go, C and `ls` in the C locale call lexicographic, for the names that migrations have. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By value, of any length: `2` before `10`, `007` equal to `7`. Both are digits only. */
export function compareNumbers(a: string, b: string): number {
  const [x, y] = [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const DIGITS = /^\d+/;

/** The digits that a file's name starts with. */
export function getNumericPrefix(path: string): string | undefined {
  return DIGITS.exec(getBaseName(path))?.[0];
}

export function getBaseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** True for a file directly in the directory: most tools don't look into folders. */
export function isTopLevel(path: string): boolean {
  return !path.includes("/");
}
