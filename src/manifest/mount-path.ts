const MOUNTS = "node_modules/.repos/";

/** The folder of a repo of that name in the trees of others (see `mountTrees`): one of its own, whatever the name. */
export function getMountPath(repo: string): string {
  return MOUNTS + encodeURIComponent(repo).replace(/^\.+/, (dots) => "%2E".repeat(dots.length));
}

/** Whether a path is another repo's. */
export function isMounted(path: string): boolean {
  return path.startsWith(MOUNTS);
}

/** The name of the repo that a mounted path is of; undefined for one's own. */
export function getMountedRepo(path: string): string | undefined {
  return isMounted(path) ? decodeURIComponent(path.slice(MOUNTS.length).split("/", 1)[0] ?? "") : undefined;
}

/** The path in the repo that is mounted; of one's own file the path itself. */
export function getPathInRepo(path: string): string {
  return isMounted(path) ? path.slice(path.indexOf("/", MOUNTS.length) + 1) : path;
}
