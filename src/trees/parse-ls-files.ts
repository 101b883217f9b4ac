/** What the index and the disk say of one path. `disk` files may differ from their blob; `absent` ones are left out of the disk by a sparse checkout. */
export type IndexedFile =
  | { readonly path: string; readonly state: "clean"; readonly id: string }
  | { readonly path: string; readonly state: "disk" }
  | { readonly path: string; readonly state: "sparse"; readonly id: string }
  | { readonly path: string; readonly state: "link" | "submodule" | "repository" };

/** The arguments whose output `parseLsFiles` reads: one process tells index, changes and untracked files. */
export const LS_FILES = ["ls-files", "-z", "-v", "-s", "-m", "-d", "-o", "--exclude-standard"] as const;

/**
 * Reads the records of `git ls-files -z -v -s -m -d -o`: `? path`, or `<tag> <mode> <id> <stage>\t<path>`, where one path may come
 * several times (H listed, C differs, R removed, M in conflict, S left out by a sparse checkout, lower case: git was told not to look).
 */
export function parseLsFiles(output: string): IndexedFile[] {
  const files = new Map<string, IndexedFile>();
  const removed = new Set<string>();
  for (const record of output.split("\0")) {
    if (record === "") continue;
    const file = record.startsWith("? ") ? parseUntracked(record.slice(2)) : parseIndexed(record);
    if (record.startsWith("R")) removed.add(file.path);
    const known = files.get(file.path);
    if (known === undefined || (known.state === "clean" && file.state === "disk")) files.set(file.path, file);
  }
  for (const path of removed) files.delete(path);
  return [...files.values()];
}

function parseUntracked(path: string): IndexedFile {
  // git does not look into another repository: it is listed as a folder.
  return path.endsWith("/") ? { path, state: "repository" } : { path, state: "disk" };
}

function parseIndexed(record: string): IndexedFile {
  const tag = record.charAt(0);
  const idEnd = record.indexOf(" ", 9);
  const path = record.slice(record.indexOf("\t", idEnd) + 1);
  const mode = record.slice(2, 8);
  if (mode === "160000") return { path, state: "submodule" };
  if (mode === "120000") return { path, state: "link" };
  if (tag === "H") return { path, state: "clean", id: record.slice(9, idEnd) };
  if (tag === "S" || tag === "s") return { path, state: "sparse", id: record.slice(9, idEnd) };
  return { path, state: "disk" };
}
