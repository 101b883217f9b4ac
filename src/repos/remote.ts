import { realpathSync } from "node:fs";
import { explainSystemError } from "../trees/explain-system-error.js";
import { explainGitFailure } from "./explain-git-failure.js";
import { redactUrl } from "./redact.js";
import { createRemoteEnvironment, type Environment } from "./remote-environment.js";
import { RepoFailure } from "./repo-failure.js";
import { type RemoteGitOutput, runRemoteGit } from "./run-remote-git.js";
import {
  getProtocols,
  parseUserGitConfig,
  PROTOCOLS,
  READ_CONFIG,
  type UserGitConfig,
} from "./user-git-config.js";

/** A server as one run talks to it. */
export interface Remote {
  /** What a message may show. */
  readonly shownUrl: string;
  /** Runs git to its end; a failed one has a `status`. Throws a RepoFailure when it takes too long. */
  run(args: readonly string[], options?: RunOptions): Promise<RemoteGitOutput>;
  /** Explains why git failed. */
  getFailure(output: Pick<RemoteGitOutput, "stderr">): RepoFailure;
}

export interface RunOptions {
  /** The mirror's git directory. */
  readonly gitDir?: string;
  readonly isFiltered?: boolean;
  readonly hasGrown?: () => boolean;
}

export interface RemoteOptions {
  readonly url: string;
  /** Where git runs: a folder of ours in which no repository is. */
  readonly folder: string;
  readonly env: Environment;
  /** Milliseconds of the clock that `Date.now` reads. */
  readonly deadline: number;
  readonly stallTimeout: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

export async function createRemote(given: RemoteOptions): Promise<Remote> {
  const options = { ...given, folder: realpathSync(given.folder) };
  const { url, folder, env } = options;
  const basic = { url, ceiling: folder };
  const config = await readConfig(options);
  const protocols = getProtocols(url, config);
  if (protocols === undefined) throw getRewriteFailure();
  return {
    shownUrl: redactUrl(url),
    run: (args, { hasGrown, ...mirror } = {}) => {
      const input = { ...basic, ...mirror, protocols, isSshOurs: !config.hasOwnSsh };
      return execute(options, args, {
        env: createRemoteEnvironment(env, input),
        ...(hasGrown && { hasGrown }),
      });
    },
    getFailure: ({ stderr }) => explainGitFailure(stderr, url),
  };
}

/** By the environment, which is one object for all repos of a run. */
const configs = new WeakMap<Environment, Promise<UserGitConfig>>();

function readConfig(options: RemoteOptions): Promise<UserGitConfig> {
  const { env, url, folder } = options;
  const known = configs.get(env);
  if (known !== undefined) return known;
  const variables = createRemoteEnvironment(env, { url, ceiling: folder, protocols: PROTOCOLS });
  const read = execute(options, READ_CONFIG, { env: variables }).then(({ stdout }) =>
    parseUserGitConfig(stdout, env),
  );
  configs.set(env, read);
  // The next one may have more time.
  read.catch(() => configs.delete(env));
  return read;
}

interface Execution {
  readonly env: Readonly<Record<string, string>>;
  readonly hasGrown?: () => boolean;
}

async function execute(
  { folder, deadline, stallTimeout, url, signal, onProgress }: RemoteOptions,
  args: readonly string[],
  execution: Execution,
): Promise<RemoteGitOutput> {
  try {
    const output = await runRemoteGit({
      cwd: folder,
      args,
      deadline,
      stallTimeout,
      ...execution,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
    if (output.ended !== undefined) throw getEndedFailure(output.ended, redactUrl(url), stallTimeout);
    return output;
  } catch (error) {
    if (error instanceof RepoFailure || signal?.aborted) throw error;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const reason = isMissing ? "it is not installed, or not on the PATH" : explainSystemError(error);
    throw new RepoFailure("broken", `git can't be started: ${reason}.`, { cause: error });
  }
}

function getEndedFailure(
  ended: NonNullable<RemoteGitOutput["ended"]>,
  shown: string,
  stallTimeout: number,
): RepoFailure {
  const seconds = Math.max(1, Math.round(stallTimeout / 1000));
  const what = {
    stalled: `${shown} sent nothing for ${seconds} s`,
    "timed-out": `${shown} took too long, and was given up`,
    flooded: `${shown} answers without an end`,
  };
  const kind = ended === "flooded" ? "broken" : "timed-out";
  return new RepoFailure(kind, `${what[ended]}. Run again, or see whether "git ls-remote ${shown}" answers.`);
}

function getRewriteFailure(): RepoFailure {
  return new RepoFailure(
    "refused-url",
    'git\'s configuration ("insteadOf") leads its URL to a protocol that is not fetched from. Let it lead to https: or ssh:.',
  );
}
