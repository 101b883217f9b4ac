import { isLoopback, parseRepoUrl } from "../manifest/repo-url.js";
import type { Environment } from "./remote-environment.js";

/** What of the user's own configuration of git decides how a server is talked to. */
export interface UserGitConfig {
  /** `insteadOf` and what it is replaced by. */
  readonly rewrites: readonly { readonly from: string; readonly to: string }[];
  /** True when the user says which ssh to run, or may, for some servers. */
  readonly hasOwnSsh: boolean;
}

/** Arguments whose output `parseUserGitConfig` reads. */
export const READ_CONFIG = [
  "config",
  "--null",
  "--get-regexp",
  String.raw`^(url\..*\.insteadof|core\.sshcommand|includeif\.hasconfig:.*)$`,
] as const;

/** Reads `key\nvalue\0`. */
export function parseUserGitConfig(output: string, env: Environment): UserGitConfig {
  const entries = output.split("\0").flatMap((record) => {
    const end = record.indexOf("\n");
    return end === -1 ? [] : [{ key: record.slice(0, end), value: record.slice(end + 1) }];
  });
  const rewrites = entries.flatMap(({ key, value }) =>
    key.startsWith("url.") ? [{ from: value, to: key.slice("url.".length, key.lastIndexOf(".")) }] : [],
  );
  const isSet = env["GIT_SSH_COMMAND"] !== undefined || env["GIT_SSH"] !== undefined;
  return { rewrites, hasOwnSsh: isSet || entries.some(({ key }) => !key.startsWith("url.")) };
}

export const PROTOCOLS: readonly string[] = ["https", "ssh", "file"];

/**
 * The protocols that may be spoken to fetch from `url`. The user's `insteadOf` may lead to this machine by any, else only by those that a manifest
 * may name: undefined when it leads elsewhere.
 */
export function getProtocols(url: string, { rewrites }: UserGitConfig): readonly string[] | undefined {
  const { scheme = "file", host = "" } = parseRepoUrl(rewriteUrl(url, rewrites)) ?? {};
  if (scheme === "scp" || PROTOCOLS.includes(scheme)) return PROTOCOLS;
  const isLocal = (scheme === "http" || scheme === "git") && isLoopback(host);
  return isLocal ? [...PROTOCOLS, scheme] : undefined;
}

/** The longest prefix counts, as with git. */
function rewriteUrl(url: string, rewrites: UserGitConfig["rewrites"]): string {
  let best: UserGitConfig["rewrites"][number] | undefined;
  for (const rewrite of rewrites) {
    if (url.startsWith(rewrite.from) && rewrite.from.length > (best?.from.length ?? 0)) best = rewrite;
  }
  return best === undefined ? url : best.to + url.slice(best.from.length);
}
