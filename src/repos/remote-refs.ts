import { findNearest } from "../manifest/find-nearest.js";
import type { Remote } from "./remote.js";
import { REMOTE } from "./remote-environment.js";
import { RepoFailure } from "./repo-failure.js";

/** What the manifest's `ref` stands for on the server. */
export interface RemoteRef {
  /** `HEAD`, `refs/heads/main`; absent for a commit that is named by its id. */
  readonly name?: string;
  readonly id: string;
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function isFullId(ref: string): boolean {
  return FULL_ID.test(ref);
}

/** Asks the server. Throws a RepoFailure when it does not answer or has no such ref. */
export async function findRemoteRef(remote: Remote, ref: string | undefined): Promise<RemoteRef> {
  if (ref !== undefined && isFullId(ref)) return { id: ref };
  const names = ref === undefined ? ["HEAD"] : getCandidates(ref);
  const found = await listRefs(remote, names);
  for (const name of names) {
    const id = found.get(name);
    if (id !== undefined) return { name, id };
  }
  throw getMissingFailure(remote, await listRefs(remote, []), ref);
}

/** In git's own order. */
function getCandidates(ref: string): string[] {
  return [
    ...(ref === "HEAD" || ref.startsWith("refs/") ? [ref] : []),
    `refs/${ref}`,
    `refs/tags/${ref}`,
    `refs/heads/${ref}`,
  ];
}

async function listRefs(remote: Remote, names: readonly string[]): Promise<Map<string, string>> {
  const output = await remote.run(["ls-remote", "--quiet", REMOTE, ...names]);
  if (output.status !== 0) throw remote.getFailure(output);
  const refs = new Map<string, string>();
  for (const line of output.stdout.split("\n")) {
    const [id, name] = line.split("\t");
    if (id !== undefined && name !== undefined && isFullId(id)) refs.set(name, id);
  }
  return refs;
}

function getMissingFailure(
  { shownUrl }: Remote,
  refs: ReadonlyMap<string, string>,
  ref: string | undefined,
): RepoFailure {
  const branches = [...refs.keys()].flatMap((name) =>
    name.startsWith("refs/heads/") ? [name.slice("refs/heads/".length)] : [],
  );
  if (refs.size === 0) {
    return new RepoFailure(
      "empty",
      `the repository at ${shownUrl} has no commit yet, or what answers there is no git server. Push one, or check its "url".`,
    );
  }
  const known = branches.length === 0 ? "It has no branch" : `Its branches are ${formatNames(branches)}`;
  if (ref === undefined) {
    return new RepoFailure("no-such-ref", `its default branch does not exist. ${known}: name one as "ref".`);
  }
  const tags = [...refs.keys()].flatMap((name) =>
    name.startsWith("refs/tags/") && !name.endsWith("^{}") ? [name.slice("refs/tags/".length)] : [],
  );
  const nearest = findNearest(ref, [...branches, ...tags]);
  const hint = nearest === undefined ? `${known}.` : `Did you mean "${nearest}"?`;
  const whole = /^[0-9a-f]{7,63}$/.test(ref)
    ? " An abbreviated commit can't be fetched: write the whole id."
    : "";
  return new RepoFailure("no-such-ref", `it has no branch or tag ${JSON.stringify(ref)}. ${hint}${whole}`);
}

const MAX_NAMES = 5;

function formatNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(", ");
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}
