import { MAX_FILE_BYTES } from "../trees/tree.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The name that the server has in git's configuration while we talk to it. The mirror's own file knows none: no URL, no password. */
export const REMOTE = "expand-contract";

/** `--filter` of a fetch: what a scan skips for its size is left on the server. */
export const BLOB_FILTER = `blob:limit=${MAX_FILE_BYTES + 1}`;

export interface RemoteInput {
  readonly url: string;
  /** The mirror's git directory; absent while there is none. */
  readonly gitDir?: string;
  /** Above this folder no repository is looked for. */
  readonly ceiling: string;
  /** The protocols that may be spoken. */
  readonly protocols: readonly string[];
  /** True leaves large blobs out. */
  readonly isFiltered?: boolean;
  /** True unless the user has set up which ssh git runs: ours never asks for a passphrase or whether a host is known. */
  readonly isSshOurs?: boolean;
}

/** Variables of another repository, and traces: they would show credentials among git's complaints. */
const LEFT_OUT =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|GRAFT_FILE|QUARANTINE_PATH|TRACE.*|CURL_VERBOSE)$/;

/**
 * The environment of a git that talks to a server. How it signs in (helpers, agents, askpass, headers) stays as the user has set it up;
 * nothing asks on the terminal, and nothing of the repo's own runs.
 */
export function createRemoteEnvironment(env: Environment, input: RemoteInput): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !LEFT_OUT.test(name));
  return {
    ...Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    ...(input.gitDir !== undefined && { GIT_DIR: input.gitDir }),
    ...createConfigVariables(env, getConfig(input)),
    GIT_CEILING_DIRECTORIES: input.ceiling,
    GIT_ALLOW_PROTOCOL: getProtocols(env, input.protocols),
    GIT_TERMINAL_PROMPT: "0",
    GCM_INTERACTIVE: "never",
    ...(input.isSshOurs && { GIT_SSH_COMMAND: "ssh -o BatchMode=yes" }),
    LC_ALL: "C",
    LANGUAGE: "",
  };
}

/** In variables rather than arguments: the arguments of a process are for all users to see. */
function createConfigVariables(
  env: Environment,
  config: readonly (readonly [string, string])[],
): Record<string, string> {
  const first = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(first + config.length) };
  for (const [index, [key, value]] of config.entries()) {
    variables[`GIT_CONFIG_KEY_${first + index}`] = key;
    variables[`GIT_CONFIG_VALUE_${first + index}`] = value;
  }
  return variables;
}

function getConfig({ url, isFiltered = false }: RemoteInput): [string, string][] {
  return [
    [`remote.${REMOTE}.url`, url],
    // Only while it fetches: a git that reads the mirror later must never download what is not there.
    ...getFilterConfig(isFiltered),
    // The server of a `file:` URL runs here, in a repository that may be hostile: it must not fetch by itself.
    [`remote.${REMOTE}.uploadpack`, url.startsWith("file:") ? FILE_UPLOAD_PACK : "git-upload-pack"],
    ["core.hooksPath", "/dev/null"],
    ["core.fsmonitor", "false"],
    ["submodule.recurse", "false"],
    ["fetch.recurseSubmodules", "false"],
    ["fetch.prune", "false"],
    // All that a mirror holds lies in packs: one that is gone is noticed.
    ["fetch.unpackLimit", "1"],
    ["transfer.bundleURI", "false"],
    ["fetch.uriProtocols", ""],
    // For one that outlives us: from here it is ended sooner.
    ["http.lowSpeedLimit", "1"],
    ["http.lowSpeedTime", "120"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
  ];
}

const FILE_UPLOAD_PACK = "GIT_ALLOW_PROTOCOL=none GIT_NO_LAZY_FETCH=1 git-upload-pack";

function getFilterConfig(isFiltered: boolean): [string, string][] {
  if (!isFiltered) return [];
  return [
    [`remote.${REMOTE}.promisor`, "true"],
    [`remote.${REMOTE}.partialclonefilter`, BLOB_FILTER],
  ];
}

/** What the user forbids stays forbidden. */
function getProtocols(env: Environment, wanted: readonly string[]): string {
  const own = env["GIT_ALLOW_PROTOCOL"]?.split(":");
  const allowed = own === undefined ? wanted : wanted.filter((protocol) => own.includes(protocol));
  return allowed.length === 0 ? "none" : allowed.join(":");
}
