import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

type Oxc = Pick<typeof import("oxc-parser"), "parseSync" | "visitorKeys">;

/** The parser is loaded with the first file that needs it: a scan answered from the cache never does. */
export function loadOxc(): Oxc {
  const oxc: unknown = require("oxc-parser");
  if (!isOxc(oxc)) throw new TypeError("oxc-parser has no parseSync");
  return oxc;
}

function isOxc(value: unknown): value is Oxc {
  return typeof value === "object" && value !== null && "parseSync" in value && "visitorKeys" in value;
}
