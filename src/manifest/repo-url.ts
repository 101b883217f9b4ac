/** What may fetch a repo. Everything else runs a program that a URL names, or sends passwords in the clear. */
const EXAMPLE = "https://git.example.com/team/repo.git";
const FORMS = `write one such as "${EXAMPLE}"`;

export interface RepoUrlOptions {
  /** Lets `http:` and `git:` reach this machine, for servers that tests start. */
  readonly allowsLoopback?: boolean;
}

/** The parts of a URL that git takes, as they are spelled. */
export interface RepoUrl {
  readonly scheme: string;
  /** With the password, if there is one. */
  readonly user?: string;
  readonly host: string;
  readonly port?: string;
  readonly path: string;
}

/** What is wrong with a repo's URL, as the end of a sentence that does not show it: it may hold a password. */
export function getRepoUrlProblem(url: string, options: RepoUrlOptions = {}): string | undefined {
  if (url === "" || url.startsWith("-")) return `is not a git URL: ${FORMS}`;
  if (hasControlCharacter(url)) return `holds a space, a control character or a backslash: ${FORMS}`;
  if (/^[^/:]*::/.test(url)) return "names a remote helper, which is not supported";
  const parsed = parseRepoUrl(url);
  if (parsed === undefined) return `is a path, not a git URL: write it as "path", or as "file:///…"`;
  return getSchemeProblem(parsed, options) ?? getPartsProblem(parsed);
}

/** Undefined for a path. */
export function parseRepoUrl(url: string): RepoUrl | undefined {
  const schemeEnd = url.indexOf("://");
  if (schemeEnd !== -1) {
    const rest = url.slice(schemeEnd + 3);
    const pathStart = rest.search(/[/?#]/);
    const authority = pathStart === -1 ? rest : rest.slice(0, pathStart);
    const path = pathStart === -1 ? "" : rest.slice(pathStart);
    return { scheme: url.slice(0, schemeEnd), path, ...parseAuthority(authority) };
  }
  return parseScpLike(url);
}

/** `[user@]host:path`; a bracket keeps the colons of an address or a port together. */
function parseScpLike(url: string): RepoUrl | undefined {
  const colon = url.indexOf(":", Math.max(url.indexOf("]"), 0));
  const slash = url.indexOf("/");
  if (colon === -1 || (slash !== -1 && slash < colon)) return undefined;
  // A drive of Windows: no host has one letter.
  if (colon === 1) return undefined;
  const bracketed = /^(.*@)?\[(.*)\]$/.exec(url.slice(0, colon));
  const isPlain = bracketed === null || /^[0-9A-Fa-f:]+$/.test(bracketed[2] ?? "");
  const authority = isPlain ? url.slice(0, colon) : `${bracketed[1] ?? ""}${bracketed[2] ?? ""}`;
  return { scheme: "scp", path: url.slice(colon + 1), ...parseAuthority(authority) };
}

function parseAuthority(authority: string): Pick<RepoUrl, "user" | "host" | "port"> {
  const at = authority.lastIndexOf("@");
  const place = authority.slice(at + 1);
  const colon = place.lastIndexOf(":");
  const hasPort = colon > place.lastIndexOf("]");
  return {
    ...(at !== -1 && { user: authority.slice(0, at) }),
    host: hasPort ? place.slice(0, colon) : place,
    ...(hasPort && { port: place.slice(colon + 1) }),
  };
}

function getSchemeProblem(url: RepoUrl, { allowsLoopback = false }: RepoUrlOptions): string | undefined {
  const { scheme, host, path } = url;
  // git takes `file:../web` for the folder ../web of a host called file.
  if (scheme === "scp") {
    return /^(?:file|https?|ssh|git|ext|fd)$/.test(host)
      ? `has no "//" after "${host}:": ${FORMS}`
      : undefined;
  }
  if (scheme === "file") {
    return host === "" && path.startsWith("/")
      ? undefined
      : 'is no file URL: write "file:///" and the whole path';
  }
  if (scheme === "https" || scheme === "ssh") return undefined;
  if (allowsLoopback && (scheme === "http" || scheme === "git") && isLoopback(host)) return undefined;
  return `is neither https:, ssh:, file: nor user@host:path: ${FORMS}`;
}

/** True when a URL may hold a password or a token: its user (ssh's alone is part of the address), its query. */
export function mayHoldCredential(url: string): boolean {
  const { scheme, user, path } = parseRepoUrl(url) ?? { scheme: "scp", path: url };
  if (/[?#]/.test(path)) return true;
  return user !== undefined && (scheme === "https" || scheme === "http" || user.includes(":"));
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
}

function getPartsProblem({ scheme, user, host, port, path }: RepoUrl): string | undefined {
  if (scheme === "file") return undefined;
  if (!/^(?:[A-Za-z0-9_][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])$/.test(host))
    return `has no sound host name: ${FORMS}`;
  if (port !== undefined && !isPort(port)) return "has no sound port: it is a number up to 65535";
  // ssh takes what starts with a dash for an option, and git decodes what is percent-encoded.
  if (user !== undefined && !isSoundUser(user, scheme)) return "has no sound user name before the @";
  return path === "" || path.startsWith("-") ? `names no repository on ${host}: ${FORMS}` : undefined;
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= 65535;
}

function isSoundUser(user: string, scheme: string): boolean {
  const decoded = decodePercents(user);
  if (decoded === undefined || decoded.startsWith("-") || hasControlCharacter(decoded)) return false;
  return scheme === "https" || scheme === "http" || !/[@/\\]/.test(decoded);
}

function decodePercents(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Spaces and control characters, as they are or percent-encoded: git decodes them. */
function hasControlCharacter(text: string): boolean {
  return /[\s\p{Cc}\p{Cf}\\]|%(?:[01][0-9A-F]|7F)/iu.test(text);
}
