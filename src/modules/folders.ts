/** The folder itself, then each one above, to the root `.`. */
export function getFolders(folder: string): string[] {
  const parts = toParts(folder);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), "."];
}

export function toParts(folder: string): string[] {
  return folder.split("/").filter((part) => part !== "" && part !== ".");
}
