/** Text to put in place of what stands at these offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How a reference goes over to the new shape, where that is sure. */
export interface Replacement {
  /** `import`: an import gets another name, in the file its local name as well; `alias`: the local name stays; `key`: a config key. */
  readonly kind: "import" | "alias" | "key";
  readonly from: string;
  readonly to: string;
  readonly edits: readonly Edit[];
}
