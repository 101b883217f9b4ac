import type { Change } from "../../manifest/manifest.js";

/** The old endpoint of a change, in the parts that matching needs. */
export interface Endpoint {
  readonly change: Change;
  /** Absent: every method. */
  readonly method?: string;
  readonly segments: readonly string[];
  /** The segment that tells it best from others: its longest literal one. */
  readonly word: string;
}

export function getEndpoints(changes: readonly Change[]): Endpoint[] {
  return changes.flatMap((change) => {
    if (change.old.kind !== "endpoint") return [];
    const { method, path } = change.old;
    const segments = path.split("/").filter((segment) => segment !== "");
    return [{ change, ...(method !== undefined && { method }), segments, word: getWord(segments) }];
  });
}

function getWord(segments: readonly string[]): string {
  const literals = segments.filter((segment) => !isParameter(segment));
  return literals.reduce((longest, segment) => (segment.length > longest.length ? segment : longest), "");
}

export function isParameter(segment: string): boolean {
  return segment.startsWith(":");
}

/** The methods that a place sends or serves; `any` where it may be every one. */
export type Methods = readonly string[] | "any";

/** How surely methods meet an endpoint's. A GET handler answers HEAD as well. */
export function matchMethod({ method }: Endpoint, methods: Methods): "sure" | "assumed" | undefined {
  if (method === undefined) return "sure";
  if (methods === "any") return "assumed";
  const isMet = methods.some((one) => one === method || (one === "HEAD" && method === "GET"));
  return isMet ? "sure" : undefined;
}
