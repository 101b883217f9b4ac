/** The parser that reads each kind of component: what a repo lints them with. */
const PARSERS = {
  vue: "vue-eslint-parser",
  svelte: "svelte-eslint-parser",
  astro: "astro-eslint-parser",
} as const;

export type ComponentKind = keyof typeof PARSERS;

/** Undefined for a file that is no component. */
export function getComponentKind(path: string): ComponentKind | undefined {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  return isKind(extension) ? extension : undefined;
}

function isKind(extension: string): extension is ComponentKind {
  return Object.hasOwn(PARSERS, extension);
}

export function getParserName(kind: ComponentKind): string {
  return PARSERS[kind];
}
