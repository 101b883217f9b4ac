import { createRequire } from "node:module";
import type { Node, Pair, Scalar } from "yaml";
import { UnreadableText } from "../../unreadable-text.js";
import { getLineStarts } from "../../line-starts.js";
import type { DataEntry, DataNode, DataScalar } from "./data-tree.js";

type Yaml = typeof import("yaml");

const require = createRequire(import.meta.url);

/** Loaded with the first file that needs it. */
function loadYaml(): Yaml {
  const yaml: unknown = require("yaml");
  if (!isYaml(yaml)) throw new TypeError("yaml has no parseAllDocuments");
  return yaml;
}

function isYaml(value: unknown): value is Yaml {
  return typeof value === "object" && value !== null && "parseAllDocuments" in value;
}

/** All documents of a file. Throws UnreadableText where it is no YAML. */
export function readYaml(text: string): DataNode[] {
  const yaml = loadYaml();
  // The last of equal keys wins at run time, but all of them stand there. What tags mean is the tools' own matter.
  const documents = yaml.parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = getLineStarts(text).getPosition(error.pos[0]);
      throw new UnreadableText(getFirstLine(error.message), line);
    }
    const { contents } = document;
    return contents === null ? [] : [createReader(yaml, (alias) => alias.resolve(document)).read(contents)];
  });
}

function getFirstLine(message: string): string {
  return message.split("\n", 1)[0]?.replace(/(?: at line \d+, column \d+)?:?$/, "") ?? message;
}

type Resolve = (alias: InstanceType<Yaml["Alias"]>) => Node | undefined;

function createReader({ isAlias, isMap, isScalar, isSeq }: Yaml, resolve: Resolve) {
  const known = new Map<Node, DataNode>();

  function read(node: Node | null | undefined): DataNode {
    if (!node) return NOTHING;
    if (isAlias(node)) return read(resolve(node));
    const before = known.get(node);
    if (before !== undefined) return before;
    if (isMap(node)) {
      const entries: DataEntry[] = [];
      // An anchored node may hold an alias of itself.
      const map: DataNode = { kind: "map", entries };
      known.set(node, map);
      for (const pair of node.items) entries.push(...readPair(pair));
      return map;
    }
    if (isSeq(node)) {
      const items: DataNode[] = [];
      const list: DataNode = { kind: "list", items };
      known.set(node, list);
      for (const item of node.items) items.push(readItem(item));
      return list;
    }
    return isScalar(node) ? readScalar(node) : NOTHING;
  }

  function readPair({ key, value }: Pair): DataEntry[] {
    if (!isScalar(key)) return [];
    return [{ key: readScalar(key), value: readItem(value) }];
  }

  function readItem(item: unknown): DataNode {
    return isScalar(item) || isMap(item) || isSeq(item) || isAlias(item) ? read(item) : NOTHING;
  }

  function readScalar({ value, range }: Scalar): DataScalar {
    const [start, end] = range ?? [0, 0];
    return { kind: "scalar", value, start, end };
  }

  return { read };
}

const NOTHING: DataScalar = { kind: "scalar", value: null, start: 0, end: 0 };
