import type { ts } from "ts-morph";
import type { Compiler } from "./compiler.js";

/** The name or literal that stands exactly there: offsets of both parsers count the same text. */
export function findNode(
  compiler: Compiler,
  file: ts.SourceFile,
  [start, end]: readonly [number, number],
): ts.Node | undefined {
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = compiler.forEachChild(node, (candidate) =>
      candidate.pos <= start && end <= candidate.end ? candidate : undefined,
    );
    if (child === undefined) break;
    node = child;
  }
  return node.getStart(file) === start && node.end === end ? node : undefined;
}
