/** The command that brings a ref which is not here. */
export function getFetchCommand(ref: string): string {
  const name = ref.replace(/^refs\/remotes\//, "");
  const slash = name.indexOf("/");
  const [remote, branch] = [name.slice(0, slash), name.slice(slash + 1)];
  if (slash > 0 && (remote === "origin" || remote === "upstream"))
    return `git fetch ${remote} ${branch}:refs/remotes/${remote}/${branch}`;
  return /^[0-9a-f]{7,64}$/.test(ref) ? `git fetch origin ${ref}` : "git fetch origin --tags";
}
