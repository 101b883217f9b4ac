const REPOSITORY = "https://github.com/expand-contract/eslint-plugin-expand-contract";

/** Where a page of `docs/` is read, which the package does not bring: `commands.md#scan`. Short enough for a line of 80. */
export function formatDocsPage(page: string): string {
  return `docs/${page} in ${REPOSITORY}`;
}

/** The address of a page of `docs/`, for programs that open it: `gate.md`. */
export function getDocsUrl(page: string): string {
  return `${REPOSITORY}/blob/main/docs/${page}`;
}
