import type { ConfigPlace } from "../config-place.js";
import { getKeyPath } from "../key-path.js";
import type { DataEntry, DataNode, DataScalar } from "./data-tree.js";
import type { SettingsFile } from "./settings-file.js";

type Place = Omit<ConfigPlace, "key">;

interface Settings {
  readonly text: string;
  readonly documents: readonly DataNode[];
  readonly file: SettingsFile;
}

/**
 * Where a settings file sets a key: `{ "billing": { "legacyMode": true } }` sets `billing.legacyMode`. In `custom-environment-variables`, the values
 * name the environment variables that settings are read from.
 */
export function findSettingsPlaces({ text, documents, file }: Settings, key: string): Place[] {
  const certainty = file === "assumed" ? "inferred" : "resolved";
  const places: Place[] = [];

  function add(scalar: DataScalar, name: string, access: Place["access"]): void {
    const start = text.indexOf(name, scalar.start);
    if (start === -1 || start + name.length > scalar.end) return;
    places.push({ access, start, end: start + name.length, via: "config-file", certainty });
  }

  function visitEntry({ key: own, value }: DataEntry, rest: readonly string[]): void {
    const [name, ...deeper] = rest;
    if (name === undefined || String(own.value) !== name) return;
    if (deeper.length === 0) add(own, name, "write");
    else visit(value, deeper);
  }

  function visit(node: DataNode, rest: readonly string[]): void {
    if (node.kind === "map") for (const entry of node.entries) visitEntry(entry, rest);
  }

  function visitValues(node: DataNode, seen: ReadonlySet<DataNode>): void {
    if (seen.has(node)) return;
    const around = new Set([...seen, node]);
    if (node.kind === "scalar" && node.value === key) add(node, key, "read");
    if (node.kind === "map") for (const { value } of node.entries) visitValues(value, around);
    if (node.kind === "list") for (const item of node.items) visitValues(item, around);
  }

  for (const document of documents) {
    visit(document, getKeyPath(key));
    if (file === "mapping") visitValues(document, new Set());
  }
  return places;
}
