import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../package.json", import.meta.url);

/** This package's own version; read from its package.json, which stands two folders above the built file and one above the source. */
export const PACKAGE_VERSION = readVersion();

function readVersion(): string {
  const url = import.meta.url.endsWith(".ts") ? new URL("../package.json", import.meta.url) : PACKAGE;
  const data: unknown = JSON.parse(readFileSync(url, "utf8"));
  return typeof data === "object" && data !== null && "version" in data ? String(data.version) : "0.0.0";
}
