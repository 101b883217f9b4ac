import type { PlainNode } from "./plain-node.js";

/** A component as one script: what its own parser made of script blocks and template, in nodes that every detector knows. */
export interface ComponentTree {
  readonly statements: readonly PlainNode[];
  /** Of scripts and of markup. */
  readonly comments: readonly PlainNode[];
}
