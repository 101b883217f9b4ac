import { isRecord } from "./operations/is-record.js";

const FIELDS = ["dependencies", "peerDependencies", "devDependencies", "optionalDependencies"] as const;

/** Names of packages: what a `package.json` depends on at run time, then as a peer, for development, and where there is one. */
export type Dependencies = readonly (readonly string[])[];

/** Empty for a text that is no `package.json`: whoever needs one complains elsewhere. */
export function readDependencies(text: string): Dependencies {
  const json = parseJson(text);
  if (!isRecord(json)) return [];
  return FIELDS.map((field) => {
    const names = json[field];
    return isRecord(names) ? Object.keys(names) : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
