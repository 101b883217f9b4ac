/** git's own rule: a NUL byte among the first 8,000 bytes makes a file binary. */
const BINARY_PROBE_BYTES = 8000;

/** Text of a file's bytes without byte order mark; undefined for binary content. Invalid UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Buffer): string | undefined {
  // Some Windows tools for databases save their scripts so.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return undefined;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", hasMark ? 3 : 0);
}
