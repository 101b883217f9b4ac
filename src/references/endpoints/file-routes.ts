import type { Methods } from "./endpoint.js";

/** A file whose place in the repo is its route. */
export interface FileRoute {
  readonly via: string;
  /** In the words of `match-route.ts`: `[id]`, `[...rest]`, `:id`. */
  readonly segments: readonly string[];
  /** Which exports answer which methods. */
  readonly exports: Readonly<Record<string, Methods>>;
}

const BY_METHOD: Readonly<Record<string, Methods>> = {
  GET: ["GET"],
  HEAD: ["HEAD"],
  POST: ["POST"],
  PUT: ["PUT"],
  PATCH: ["PATCH"],
  DELETE: ["DELETE"],
  OPTIONS: ["OPTIONS"],
};
const ANY_METHOD: Readonly<Record<string, Methods>> = { ...BY_METHOD, ALL: "any", all: "any" };
const LOADERS: Readonly<Record<string, Methods>> = {
  loader: ["GET"],
  action: ["POST", "PUT", "PATCH", "DELETE"],
};

const FOLDERS = /(?:^|\/)(?:app|api|routes|pages|server)\//;

/** The routes that a file may be, by the conventions of Next.js, Remix, SvelteKit, Astro, Nuxt and Medusa. Mostly none. */
export function getFileRoutes(path: string): FileRoute[] {
  if (!FOLDERS.test(path)) return [];
  const parts = path.split("/");
  const file = parts.pop() ?? "";
  const [stem = "", ...endings] = file.split(".");
  const extension = endings.at(-1) ?? "";
  if (
    !/^[mc]?[jt]sx?$/.test(extension) ||
    endings.includes("d") ||
    endings.includes("test") ||
    endings.includes("spec")
  )
    return [];
  if (stem === "route") return getRouteFiles(parts);
  if (stem === "+server")
    return below(parts, "routes").map((folders) => route("sveltekit", folders, ANY_METHOD));
  const name = file.slice(0, -extension.length - 1);
  return [
    ...below(parts, "pages").flatMap((folders) => getPages(folders, name)),
    ...below(parts, "server").flatMap((folders) => getNitro(folders, name)),
    ...getRemix(parts, name),
  ];
}

function route(via: string, folders: readonly string[], exports: FileRoute["exports"]): FileRoute {
  const segments = folders.filter((folder) => !/^\(.*\)$|^@/.test(folder) && folder !== "");
  return { via, segments: segments.map((segment) => segment.replace(/^\[(\w+)=\w+\]$/, "[$1]")), exports };
}

/** What stands below each folder of the name. */
function below(parts: readonly string[], folder: string): string[][] {
  return parts.flatMap((part, index) => (part === folder ? [parts.slice(index + 1)] : []));
}

/** `app/v1/orders/[id]/route.ts` of Next.js, `src/api/store/carts/route.ts` of Medusa, `app/routes/v1.orders.$id/route.ts` of Remix. */
function getRouteFiles(parts: readonly string[]): FileRoute[] {
  const next = below(parts, "app").map((folders) => route("next", folders, BY_METHOD));
  const medusa = parts.includes("app")
    ? []
    : below(parts, "api").map((folders) => route("medusa", folders, BY_METHOD));
  const name = parts.at(-1) ?? "";
  return [...next, ...medusa, ...getRemix(parts.slice(0, -1), name)];
}

/** `pages/api/orders/[id].ts` of Next.js has a default export, `src/pages/orders/[id].ts` of Astro one for each method. */
function getPages(folders: readonly string[], name: string): FileRoute[] {
  const segments = name === "index" ? folders : [...folders, name.replace(/\.json$/, "")];
  const isApi = segments[0] === "api";
  return [
    route("astro", segments, ANY_METHOD),
    ...(isApi ? [route("next", segments, { default: "any" })] : []),
  ];
}

/** `server/api/orders/[id].get.ts`, `server/routes/orders.ts` of Nuxt. */
function getNitro([kind, ...folders]: readonly string[], name: string): FileRoute[] {
  if (kind !== "api" && kind !== "routes") return [];
  const [, stem = name, verb] = /^(.*?)(?:\.(get|head|post|put|patch|delete|options))?$/.exec(name) ?? [];
  const methods: Methods = verb === undefined ? "any" : [verb.toUpperCase()];
  const segments = [...(kind === "api" ? ["api"] : []), ...folders, ...(stem === "index" ? [] : [stem])];
  return [route("nitro", segments, { default: methods })];
}

/** `app/routes/v1.orders.$id.tsx`, `app/routes/v1/orders/$id.tsx` of Remix and React Router. */
function getRemix(parts: readonly string[], name: string): FileRoute[] {
  return below(parts, "routes").map((folders) => {
    const names = [...folders, name].flatMap(splitDots);
    const segments = names
      .filter((segment) => !segment.startsWith("_") && segment !== "index" && segment !== "route")
      .map((segment) => segment.replace(/[_+]$/, "").replaceAll(/[[\]]/g, ""))
      .map((segment) => (segment === "$" ? "[...rest]" : segment.replace(/^\$(.+)$/, "[$1]")));
    return route("remix", segments, LOADERS);
  });
}

/** A dot in brackets is a dot of the path: `sitemap[.]xml`. */
function splitDots(name: string): string[] {
  return name.split(/(?<!\[)\.(?!\])/);
}
