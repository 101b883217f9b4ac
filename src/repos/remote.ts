import { realpathSync } from "node:fs";
import { explainSystemError } from "../trees/explain-system-error.js";
import { runGit } from "../trees/git-process.js";
import { isLoopback, parseRepoUrl } from "../manifest/repo-url.js";
import { explainGitFailure } from "./explain-git-failure.js";
import { redactUrl } from "./redact.js";
import { createRemoteEnvironment, type Environment, REMOTE } from "./remote-environment.js";
import { RepoFailure } from "./repo-failure.js";
import { type RemoteGitOutput, runRemoteGit } from "./run-remote-git.js";

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
  readonly deadline: number;
  readonly stallTimeout: number;
  readonly allowsLoopback?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

const PROTOCOLS = ["https", "ssh", "file"];

export async function createRemote(options: RemoteOptions): Promise<Remote> {
  const { url, deadline, stallTimeout, signal, onProgress } = options;
  const folder = realpathSync(options.folder);
  const shownUrl = redactUrl(url);
  const execute = async (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    hasGrown?: () => boolean,
  ) => {
    try {
      const timing = { deadline, stallTimeout, ...(hasGrown && { hasGrown }) };
      const output = await runRemoteGit({
        cwd: folder,
        args,
        env,
        ...timing,
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      });
      if (output.ended !== undefined) throw getTimeoutFailure(output.ended, options);
      return output;
    } catch (error) {
      if (error instanceof RepoFailure || signal?.aborted) throw error;
      throw new RepoFailure("broken", `git can't be started: ${explainSystemError(error)}.`, {
        cause: error,
      });
    }
  };
  const basic = { url, ceiling: folder, protocols: PROTOCOLS };
  const asked = await execute(
    ["ls-remote", "--get-url", REMOTE],
    createRemoteEnvironment(options.env, basic),
  );
  const scheme = getActualScheme(asked.stdout.trim());
  const isSshOurs = await isSshLeftToUs(options);
  const protocols = PROTOCOLS.includes(scheme) ? PROTOCOLS : [...PROTOCOLS, scheme];
  return {
    shownUrl,
    run: (args, { gitDir, isFiltered = false, hasGrown } = {}) =>
      execute(
        args,
        createRemoteEnvironment(options.env, {
          ...basic,
          protocols,
          isFiltered,
          isSshOurs,
          ...(gitDir !== undefined && { gitDir }),
        }),
        hasGrown,
      ),
    getFailure: ({ stderr }) => explainGitFailure(stderr, url),
  };
}

/** The user's `insteadOf` may lead elsewhere: to this machine by any protocol, else only by those that a manifest may name. */
function getActualScheme(url: string): string {
  const { scheme = "file", host = "" } = parseRepoUrl(url) ?? {};
  if (scheme === "scp") return "ssh";
  if (PROTOCOLS.includes(scheme)) return scheme;
  if ((scheme === "http" || scheme === "git") && isLoopback(host)) return scheme;
  throw new RepoFailure(
    "refused-url",
    `git's configuration ("insteadOf") turns its URL into one of ${scheme}:, which is not fetched from. Let it lead to https: or ssh:.`,
  );
}

async function isSshLeftToUs({ env, folder }: RemoteOptions): Promise<boolean> {
  if (env["GIT_SSH_COMMAND"] !== undefined || env["GIT_SSH"] !== undefined) return false;
  const { status } = await runGit(folder, ["config", "--global", "--get", "core.sshCommand"]);
  return status !== 0;
}

function getTimeoutFailure(
  ended: "timed-out" | "stalled",
  { url, stallTimeout }: RemoteOptions,
): RepoFailure {
  const shown = redactUrl(url);
  const what =
    ended === "stalled"
      ? `${shown} sent nothing for ${formatSeconds(stallTimeout)}`
      : `${shown} took too long, and was given up`;
  return new RepoFailure("timed-out", `${what}. Run again, or see whether "git ls-remote ${shown}" answers.`);
}

function formatSeconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}
