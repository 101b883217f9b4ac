import type { Kind, Target } from "./manifest.js";

/** How each kind's `old` and `new` are written: said in errors, in the JSON Schema and in the docs. */
export const TARGET_FORMS: Readonly<
  Record<Kind, { readonly form: string; readonly examples: readonly string[] }>
> = {
  symbol: {
    form: "module#Export.member, where module is a package name, a package subpath or ./a/file.ts of this repo",
    examples: ["@acme/pricing#finalPrice", "@acme/events#OrderPlaced.amt", "./src/color.ts#Color.Red"],
  },
  column: {
    form: "[schema.]table.column, spelled as the database stores it",
    examples: ["users.name", "billing.payments.amount", "User.fullName"],
  },
  table: { form: "[schema.]table, spelled as the database stores it", examples: ["users_old"] },
  config: {
    form: "the name of an environment variable or a dotted config key",
    examples: ["LEGACY_DSN", "billing.legacyMode"],
  },
  endpoint: { form: "[METHOD ]/path/:param", examples: ["GET /v1/orders/:id", "/v1/orders"] },
  event: { form: "the name of an event or topic", examples: ["order.placed.v1"] },
};

export type ParsedTarget = { readonly target: Target } | { readonly problem: string };

const PARSERS: Readonly<Record<Kind, (text: string) => ParsedTarget>> = {
  symbol: parseSymbol,
  column: parseColumn,
  table: parseTable,
  config: parseConfig,
  endpoint: parseEndpoint,
  event: parseEvent,
};

/** Reads one `old` or `new`; a problem says what is wrong with the text, the kind's form is the caller's to add. */
export function parseTarget(kind: Kind, text: string): ParsedTarget {
  if (text === "") return { problem: "it is empty" };
  if (text.trim() !== text) return { problem: "it has spaces around it" };
  if (/\p{Cc}/u.test(text)) return { problem: "it has a control character in it" };
  return PARSERS[kind](text);
}

const IDENTIFIER = /^[$_\p{ID_Start}][$\u200c\u200d\p{ID_Continue}]*$/u;

function parseSymbol(text: string): ParsedTarget {
  const hash = text.lastIndexOf("#");
  if (hash === -1) return { problem: "it has no # between module and export" };
  const module = text.slice(0, hash);
  const problem = getModuleProblem(module);
  if (problem !== undefined) return { problem };
  const [first = "", ...members] = text.slice(hash + 1).split(".");
  if (first === "") return { problem: "it names no export after the #" };
  for (const name of [first, ...members]) {
    if (name === "") return { problem: "it has a dot without a name" };
    if (!IDENTIFIER.test(name)) return { problem: `${JSON.stringify(name)} is not an identifier` };
  }
  return { target: { kind: "symbol", text, module, path: [first, ...members] } };
}

const PACKAGE_NAME = /^(?:@[\w.~-]+\/)?(?:node:)?[\w~-][\w.~-]*$/;

function getModuleProblem(module: string): string | undefined {
  if (module === "") return "it names no module before the #";
  if (/[\s#\\]/.test(module))
    return `the module ${JSON.stringify(module)} has a space, a # or a backslash in it`;
  if (module.startsWith("/"))
    return "its module is an absolute path; start it with ./ at the root of the repo";
  const segments = module.split("/");
  const inRepo = segments[0] === ".";
  const rest = inRepo ? segments.slice(1) : segments;
  if (rest.length === 0 || rest.some((segment) => segment === "" || segment === "."))
    return `the path ${JSON.stringify(module)} has an empty segment`;
  if (rest.includes(".."))
    return "its module climbs with ..; write the path from the root of the repo, with ./";
  if (inRepo) return undefined;
  const name = segments.slice(0, module.startsWith("@") ? 2 : 1).join("/");
  if (PACKAGE_NAME.test(name)) return undefined;
  return `${JSON.stringify(name)} is not a package name`;
}

function parseColumn(text: string): ParsedTarget {
  const problem = getDatabaseNameProblem(text);
  if (problem !== undefined) return { problem };
  const [first = "", second, third, ...more] = text.split(".");
  if (second === undefined) return { problem: "it names no table before the column" };
  if (more.length > 0)
    return { problem: "it has more than three parts; names with dots in them are not supported" };
  if (third === undefined) return { target: { kind: "column", text, table: first, column: second } };
  return { target: { kind: "column", text, schema: first, table: second, column: third } };
}

function parseTable(text: string): ParsedTarget {
  const problem = getDatabaseNameProblem(text);
  if (problem !== undefined) return { problem };
  const [first = "", second, ...more] = text.split(".");
  if (more.length > 0)
    return { problem: "it has more than two parts; names with dots in them are not supported" };
  if (second === undefined) return { target: { kind: "table", text, table: first } };
  return { target: { kind: "table", text, schema: first, table: second } };
}

function getDatabaseNameProblem(text: string): string | undefined {
  if (/["`[\]]/.test(text))
    return `it is quoted; write it without: ${JSON.stringify(text.replace(/["`[\]]/g, ""))}`;
  if (text.split(".").some((part) => part.trim() === "")) return "it has a dot without a name";
  return undefined;
}

function parseConfig(text: string): ParsedTarget {
  const bare = /^(?:process\.env\.|import\.meta\.env\.|\$)(.+)$/.exec(text)?.[1];
  if (bare !== undefined) return { problem: `only the name belongs here: ${JSON.stringify(bare)}` };
  if (text.split(".").some((part) => part === "")) return { problem: "it has a dot without a name" };
  if (!/^[\w$.:-]+$/.test(text)) return { problem: "a key has only letters, digits and _ $ . : -" };
  return { target: { kind: "config", text, key: text } };
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

function parseEndpoint(text: string): ParsedTarget {
  const space = text.indexOf(" ");
  const method = space === -1 ? undefined : text.slice(0, space);
  const path = text.slice(space + 1);
  if (method !== undefined && METHODS.includes(method.toUpperCase()) && method !== method.toUpperCase())
    return { problem: `its method is written in capitals: ${method.toUpperCase()}` };
  if (method !== undefined && !METHODS.includes(method))
    return { problem: `${JSON.stringify(method)} is not a method; methods are ${METHODS.join(", ")}` };
  const problem = getPathProblem(path);
  if (problem !== undefined) return { problem };
  if (method === undefined) return { target: { kind: "endpoint", text, path } };
  return { target: { kind: "endpoint", text, method, path } };
}

function getPathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "its path does not start with / (a host does not belong here)";
  if (/\s/.test(path)) return "its path has a space in it";
  if (/[?#]/.test(path)) return "its path has a query or a fragment, which do not belong here";
  for (const segment of path.slice(1).split("/").slice(0, -1))
    if (segment === "") return "its path has an empty segment";
  for (const segment of path.split("/")) {
    if (/[{}[\]]/.test(segment))
      return `a parameter is written :${segment.replace(/[^\w]/g, "") || "id"}, not ${segment}`;
    if (segment.startsWith(":") && !IDENTIFIER.test(segment.slice(1)))
      return `${JSON.stringify(segment)} is not a parameter; one is written :id`;
  }
  if (path.includes(":") && !path.split("/").some((segment) => /^[^:]/.test(segment)))
    return "its path has no part that is written out, so nothing can be searched for";
  return undefined;
}

function parseEvent(text: string): ParsedTarget {
  return { target: { kind: "event", text, name: text } };
}
