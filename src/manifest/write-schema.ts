/** Run by the build: writes `schema.json` beside `package.json`. */
import { writeFileSync } from "node:fs";
import { formatJsonSchema } from "./json-schema.js";

// From dist/src/manifest/.
writeFileSync(new URL("../../../schema.json", import.meta.url), formatJsonSchema());
