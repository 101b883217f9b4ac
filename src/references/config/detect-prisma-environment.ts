import { scanSchema } from "../../catalog/prisma/scan-schema.js";
import type { TextDetector } from "../detector.js";
import { getConfigChanges, getDetections } from "./changes-by-key.js";
import type { ConfigPlace } from "./config-place.js";

/** Finds `url = env("LEGACY_DSN")` in Prisma's schemas. */
export const detectPrismaEnvironment: TextDetector = ({ text }, { changes }) => {
  const byKey = getConfigChanges(changes);
  if (![...byKey.keys()].some((key) => text.includes(key))) return [];
  const tokens = scanSchema(text);
  const places = tokens.flatMap((token, index): ConfigPlace[] => {
    const isNamed = tokens[index - 2]?.text === "env" && tokens[index - 1]?.text === "(";
    if (token.kind !== "string" || !isNamed) return [];
    const [start, end] = [token.start + 1, token.end - 1];
    return [{ key: token.text, access: "read", start, end, via: "env", certainty: "resolved" }];
  });
  return getDetections(places, byKey);
};
