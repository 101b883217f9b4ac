import type { Resolver } from "../references/resolver.js";

export interface ReceiverCounts {
  /** Places of an old member's name whose receiver a type was asked for. */
  readonly receivers: number;
  /** Those of them whose receiver is `any`, or unknown. */
  readonly anyReceivers: number;
}

/** Passes questions on, and counts places by file; detectors may ask twice for one. */
export function createCountingResolver(resolver: Resolver): {
  readonly resolver: Resolver;
  getCounts(file: string): ReceiverCounts;
} {
  const byFile = new Map<string, Map<number, boolean>>();
  return {
    resolver: {
      ...resolver,
      getMemberOrigins: (file, node) => {
        const origins = resolver.getMemberOrigins(file, node);
        const places = byFile.get(file) ?? new Map<number, boolean>();
        places.set(node.range[0], origins === "unknown");
        byFile.set(file, places);
        return origins;
      },
    },
    getCounts: (file) => {
      const places = [...(byFile.get(file)?.values() ?? [])];
      return { receivers: places.length, anyReceivers: places.filter((isUnknown) => isUnknown).length };
    },
  };
}
