/** YAML and JSON as one tree of data with places. Offsets are those of the file's text. */

export interface DataScalar {
  readonly kind: "scalar";
  readonly value: unknown;
  /** With its quotes, or with the header of a block. */
  readonly start: number;
  readonly end: number;
}

export interface DataEntry {
  readonly key: DataScalar;
  readonly value: DataNode;
}

export interface DataMap {
  readonly kind: "map";
  readonly entries: readonly DataEntry[];
}

export interface DataList {
  readonly kind: "list";
  readonly items: readonly DataNode[];
}

/** What an alias stands for is the anchor's node itself, so the tree may have circles. */
export type DataNode = DataScalar | DataMap | DataList;

export function findValue(node: DataNode | undefined, key: string): DataNode | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key.value === key)?.value : undefined;
}

export function isText(node: DataNode | undefined, text: string): node is DataScalar {
  return node?.kind === "scalar" && node.value === text;
}
