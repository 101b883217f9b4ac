import type { Resolver } from "../references/resolver.js";

/** Answers nothing, and remembers whether it was asked: only then are types worth their price. */
export function createAskedResolver(): { readonly resolver: Resolver; wasAsked(): boolean } {
  let isAsked = false;
  const getMemberOrigins = () => {
    isAsked = true;
    return "unknown" as const;
  };
  return {
    resolver: { hasTypes: true, getMemberOrigins, getDeclarations: () => [] },
    wasAsked: () => isAsked,
  };
}
