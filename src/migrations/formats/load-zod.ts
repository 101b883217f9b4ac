import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

type Zod = Pick<typeof import("zod"), "z">;

/** The checker of JSON is loaded with the first file that needs it: it takes longer to load than most gates take. */
export function loadZod(): Zod["z"] {
  const zod: unknown = require("zod");
  if (!isZod(zod)) throw new TypeError("zod has no z");
  return zod.z;
}

function isZod(value: unknown): value is Zod {
  return typeof value === "object" && value !== null && "z" in value;
}
