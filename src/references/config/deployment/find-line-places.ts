import type { ConfigPlace } from "../config-place.js";
import { isWhole } from "./find-mentions.js";

type Place = Omit<ConfigPlace, "key">;

/** True for what a template engine turns into YAML: Helm's, Jinja's, Go's, ERB's. */
export function isTemplate(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

/** Where whole words stand in a template, which no grammar reads before it is filled. All of it is assumed. */
export function findLinePlaces(text: string, name: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const access = isWhole(text, at, name) ? getAccess(text, at, name) : undefined;
    if (access === undefined) continue;
    places.push({ access, start: at, end: at + name.length, via: "deployment", certainty: "inferred" });
  }
  return places;
}

function getAccess(text: string, at: number, name: string): "read" | "write" | undefined {
  const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
  const after = text.slice(at + name.length);
  if (/^\s*(?:#|\{\{-?\s*\/\*)/.test(before)) return undefined;
  if (/^\s*(?:-\s*)?["']?$/.test(before) && /^["']?\s*[:=]/.test(after)) return "write";
  if (/(?:^|[\s-])name:\s*["']?$/.test(before)) return "write";
  return "read";
}
