import type { Change } from "../../manifest/manifest.js";
import { getEndpoints, type Endpoint } from "./endpoint.js";
import type { EndpointFacts, EndpointGraph } from "./endpoint-facts.js";
import { isRouteFile } from "./find-file-routes.js";
import { getFileWord } from "../file-words.js";
import { matchUrl } from "./match-url.js";
import { parseUrlPath } from "./url-path.js";
import { createUrlText, GIVEN, HOLE } from "./url-text.js";

interface EndpointWordsInput {
  /** Paths of all scripts. */
  readonly scripts: readonly string[];
  readonly facts: ReadonlyMap<string, EndpointFacts>;
  readonly graph: EndpointGraph;
  /** The file that a specifier in a file names. */
  readonly findFile: (importer: string, specifier: string) => string | undefined;
}

/**
 * Words of files that reach or define an old endpoint without its name: what other modules call its path or a client of it, and the files
 * themselves, that are a route by their place or are mounted below its path.
 */
export function getEndpointWords(changes: readonly Change[], input: EndpointWordsInput): string[] {
  const endpoints = getEndpoints(changes);
  if (endpoints.length === 0) return [];
  const words = new Set<string>();
  for (const path of input.scripts) if (isRouteFile(path, endpoints)) words.add(getFileWord(path));
  for (const [file, { paths = {}, clients = {}, senders = {}, mounts = [] }] of input.facts) {
    for (const [name, members] of Object.entries(paths))
      if (Object.values(members).some((text) => names(text, endpoints))) addName(words, name, file);
    for (const [name, { base }] of Object.entries(clients))
      if (names(base, endpoints)) addName(words, name, file);
    for (const [name, members] of Object.entries(senders))
      if (Object.values(members).some(({ url }) => isOpenFor(url, endpoints))) addName(words, name, file);
    for (const mount of mounts) {
      const child = input.findFile(file, mount.from);
      const prefixes = child === undefined ? [] : input.graph.getPrefixes(child, mount.name);
      if (
        child !== undefined &&
        (prefixes.length === 0 || prefixes.some((prefix) => leadsTo(prefix, endpoints)))
      )
        words.add(getFileWord(child));
    }
  }
  return [...words].sort();
}

function names(text: string, endpoints: readonly Endpoint[]): boolean {
  return endpoints.some(({ word }) => text.includes(word));
}

/** A sender whose URL has the endpoint's name, and needs more to be its. */
function isOpenFor(url: string, endpoints: readonly Endpoint[]): boolean {
  const path = parseUrlPath(createUrlText(url.replaceAll(GIVEN, HOLE)));
  return endpoints.some((endpoint) => url.includes(endpoint.word) && matchUrl(endpoint, path) === undefined);
}

/** A default export has the name of its file, where it has one. */
function addName(words: Set<string>, name: string, file: string): void {
  if (name !== "default") {
    words.add(name);
    return;
  }
  const parts = file.replace(/\.\w+$/, "").split("/");
  const stem = parts.pop() ?? "";
  words.add(stem === "index" ? (parts.pop() ?? "") : stem);
}

/** Whether what is mounted under a prefix may be the endpoint. */
function leadsTo(prefix: string, endpoints: readonly Endpoint[]): boolean {
  const isOpen = prefix.startsWith(HOLE);
  const segments = prefix.split("/").filter((segment, index) => segment !== "" && !(isOpen && index === 0));
  return endpoints.some(({ segments: own }) =>
    // What nobody knows may be any number of segments.
    own.some((_, from) => (isOpen || from === 0) && isStart(segments, own.slice(from))),
  );
}

function isStart(prefix: readonly string[], own: readonly string[]): boolean {
  return prefix.every((segment, index) => {
    const other = own[index];
    return (
      segment.includes(HOLE) ||
      segment.startsWith(":") ||
      other === segment ||
      other?.startsWith(":") === true
    );
  });
}
