/** The command that brings a ref which is not here. In a shallow clone it brings the whole history too: git refuses `--unshallow` elsewhere. */
export function getFetchCommand(ref: string, isShallow = false): string {
  const fetch = isShallow ? "git fetch --unshallow" : "git fetch";
  const name = ref.replace(/^refs\/remotes\//, "");
  const slash = name.indexOf("/");
  const [remote, branch] = [name.slice(0, slash), name.slice(slash + 1)];
  // With where to put it: a clone of a single branch keeps no other.
  if (slash > 0 && (remote === "origin" || remote === "upstream"))
    return `${fetch} ${remote} ${quote(`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`)}`;
  return /^[0-9a-f]{7,64}$/.test(ref) ? `${fetch} origin ${ref}` : `${fetch} origin --tags`;
}

/** For `sh`, where it is needed. */
function quote(text: string): string {
  return /^[\w+:./@%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
