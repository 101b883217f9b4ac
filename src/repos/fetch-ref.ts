import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { runGit } from "../trees/git-process.js";
import { getGitDir, getMirrorRef } from "./mirror-folder.js";
import type { Remote } from "./remote.js";
import { BLOB_FILTER, REMOTE } from "./remote-environment.js";
import type { RemoteRef } from "./remote-refs.js";
import { RepoFailure } from "./repo-failure.js";

export interface FetchInput {
  readonly target: RemoteRef;
  readonly depth: number;
}

export interface Fetched {
  /** What the ref is now; it may have moved since it was asked for. */
  readonly id: string;
  readonly commit: string;
  readonly isFiltered: boolean;
}

/** How much is asked of a server. Not every one can send a part. */
interface Plan {
  readonly isShallow: boolean;
  readonly isFiltered: boolean;
}

const PLANS: readonly Plan[] = [
  { isShallow: true, isFiltered: true },
  { isShallow: true, isFiltered: false },
  { isShallow: false, isFiltered: false },
];

/** In git's words, client's and server's. A URL may hold the words alone. */
const REFUSED_PLAN =
  /does not support (?:shallow|--|filter)|filter '[^']*' not supported|invalid filter-spec|unexpected line: '(?:filter|deepen)/i;
const REFUSED_ID = /unadvertised object|not our ref|no such remote ref|couldn't find remote ref/i;

/** Fetches one ref into a mirror, as little as the server lets. Throws a RepoFailure. */
export async function fetchRef(mirror: string, remote: Remote, input: FetchInput): Promise<Fetched> {
  const { target } = input;
  const ref = getMirrorRef(target.name ?? target.id);
  const specs = [`+${target.name ?? target.id}:${ref}`];
  for (const [index, plan] of PLANS.entries()) {
    const output = await runFetch(mirror, remote, { ...input, specs, plan });
    if (output.status === 0) return readFetched(mirror, ref, plan.isFiltered);
    if (REFUSED_ID.test(output.stderr)) return fetchUnadvertised(mirror, remote, input);
    const isLast = index === PLANS.length - 1;
    if (isLast || !REFUSED_PLAN.test(output.stderr)) throw remote.getFailure(output);
  }
  throw new Error("A plan is fetched by, or fails.");
}

/** Older servers send only what a branch or tag leads to. */
async function fetchUnadvertised(mirror: string, remote: Remote, input: FetchInput): Promise<Fetched> {
  const { name, id } = input.target;
  if (name !== undefined)
    throw new RepoFailure("no-such-ref", `its ${name} went away while it was fetched. Run again.`);
  const specs = ["+refs/heads/*:refs/mirror-heads/*", "+refs/tags/*:refs/mirror-tags/*"];
  const plan = { isShallow: false, isFiltered: true };
  const output = await runFetch(mirror, remote, { ...input, specs, plan });
  if (output.status !== 0) throw remote.getFailure(output);
  return readFetched(mirror, id, plan.isFiltered);
}

async function runFetch(
  mirror: string,
  remote: Remote,
  { specs, plan, depth }: FetchInput & { readonly specs: readonly string[]; readonly plan: Plan },
) {
  const gitDir = getGitDir(mirror);
  const args = ["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"];
  if (plan.isShallow) args.push(`--depth=${depth}`);
  if (plan.isFiltered) args.push(`--filter=${BLOB_FILTER}`);
  return remote.run([...args, "--update-shallow", "--no-recurse-submodules", REMOTE, ...specs], {
    gitDir,
    isFiltered: plan.isFiltered,
    hasGrown: createGrowthCheck(join(gitDir, "objects", "pack")),
  });
}

async function readFetched(mirror: string, ref: string, isFiltered: boolean): Promise<Fetched> {
  const output = await runGit(mirror, ["rev-parse", ref, `${ref}^{commit}`]);
  const [id, commit] = output.stdout.toString().split("\n");
  if (output.stderr.includes("dubious ownership")) {
    throw new RepoFailure(
      "disk",
      `its mirror ${mirror} belongs to another user, so git does not read it. Choose another folder with --cache-dir.`,
    );
  }
  if (output.status !== 0 || id === undefined || commit === undefined) {
    throw new RepoFailure(
      "no-such-ref",
      "what its ref names is no commit. Name a branch, a tag or a commit.",
    );
  }
  return { id, commit, isFiltered };
}

/** A server without words still sends: its pack grows. */
function createGrowthCheck(folder: string): () => boolean {
  let last = 0;
  return () => {
    const size = getSize(folder);
    const hasGrown = size > last;
    last = size;
    return hasGrown;
  };
}

function getSize(folder: string): number {
  try {
    return readdirSync(folder).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0;
  }
}
