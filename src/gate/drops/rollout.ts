import { addDays } from "../../manifest/dates.js";
import type { Change, Deployed } from "../../manifest/manifest.js";
import { countDays } from "../usage.js";

/** How a change gets from a branch into what is deployed, in the words of this repo. */
export interface Rollout {
  /** `release it (a tag v*)`; absent where what is merged is taken as deployed. */
  readonly release?: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export function getRollout(deployed: Deployed | undefined, today: string): Rollout {
  if (deployed === undefined) return { today };
  const release = "tag" in deployed ? `release it (a tag ${deployed.tag})` : `deploy it (to ${deployed.ref})`;
  return { release, today };
}

/** `wait 35 days, until 2026-12-04 at the earliest, then merge this migration`: the window starts with the release, which is today at best. */
export function getWait({ windowDays }: Change, { today }: Rollout): string {
  const then = "then merge this migration";
  if (windowDays === 0) return then;
  return `wait ${countDays(windowDays)}, until ${addDays(today, windowDays)} at the earliest, ${then}`;
}
