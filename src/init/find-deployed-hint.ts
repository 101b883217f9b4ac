import type { Deployed } from "../manifest/manifest.js";

/** What of a clone may say what serves traffic. */
export interface GitNames {
  /** Newest first. */
  readonly tags: readonly { readonly name: string; readonly date: string }[];
  /** `origin/main`, without `origin/HEAD`. */
  readonly remoteBranches: readonly string[];
}

export interface DeployedHint {
  readonly deployed: Deployed;
  /** `The newest tag is v1.4.0, of 2026-05-31`. */
  readonly because: string;
}

const BRANCHES = ["production", "prod", "live", "deployed", "deploy", "release", "stable"];
const PATTERNS: readonly (readonly [name: RegExp, pattern: string])[] = [
  [/^v\d+\.\d/, "v*"],
  [/^\d+\.\d+/, "[0-9]*"],
  [/^release-\d/, "release-*"],
  [/^release\/\d/, "release/*"],
];

/** A branch that is called so says it plainly; else the newest tag of a release. Of two kinds of tags the newer one's. */
export function findDeployedHint({ tags, remoteBranches }: GitNames): DeployedHint | undefined {
  for (const name of BRANCHES) {
    const ref = remoteBranches.find((branch) => branch.slice(branch.indexOf("/") + 1) === name);
    if (ref !== undefined) return { deployed: { ref }, because: `The remote has a branch ${ref}` };
  }
  for (const { name, date } of tags) {
    const pattern = PATTERNS.find(([form]) => form.test(name))?.[1];
    if (pattern !== undefined)
      return { deployed: { tag: pattern }, because: `The newest tag is ${name}, of ${date}` };
  }
  return undefined;
}
