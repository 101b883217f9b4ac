const DOCS = "https://github.com/expand-contract/eslint-plugin-expand-contract/blob/main/docs";

/** Where a page of `docs/` is read: `gate.md`. */
export function getDocsUrl(page: string): string {
  return `${DOCS}/${page}`;
}
