/** What a message may show of a URL: no user, no password, no query, no fragment. The `git@` of ssh is no secret. */
export function redactUrl(url: string): string {
  const { start, userinfo, host, path } = splitUrl(url);
  const isAddress = !url.startsWith("http") && /^[A-Za-z0-9._-]+$/.test(userinfo);
  return `${start}${isAddress ? `${userinfo}@` : ""}${host}${path}`;
}

/** Takes the secrets of a URL, and those of any other one that stands in it, out of what git said. */
export function redactText(text: string, url: string): string {
  let redacted = text;
  for (const secret of getSecrets(url)) redacted = redacted.replaceAll(secret, "***");
  // A redirect, or the user's own `insteadOf`, names others.
  return redacted.replaceAll(/[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s'"<>]+/g, redactUrl);
}

/** Longest first: a user's name may be a part of the password. */
function getSecrets(url: string): string[] {
  const { userinfo, query } = splitUrl(url);
  const colon = userinfo.indexOf(":");
  const password = userinfo.slice(colon + 1);
  // A token may stand where the user's name does.
  const isToken = colon === -1 && url.startsWith("http");
  const parts = colon !== -1 ? [userinfo, password] : isToken ? [userinfo] : [];
  const values = query.split(/[&#;]/).map((part) => part.slice(part.indexOf("=") + 1));
  const secrets = [...parts, query, ...values].flatMap((part) => [part, decodePart(part)]);
  // Short ones are words that stand anywhere; in a URL they are taken out with its other parts.
  return [...new Set(secrets)].filter((secret) => secret.length > 3).sort((a, b) => b.length - a.length);
}

interface UrlParts {
  /** `https://`, or nothing. */
  readonly start: string;
  readonly userinfo: string;
  readonly host: string;
  readonly path: string;
  /** What follows `?` or `#`. */
  readonly query: string;
}

function splitUrl(url: string): UrlParts {
  const schemeEnd = url.indexOf("://");
  const start = schemeEnd === -1 ? "" : url.slice(0, schemeEnd + 3);
  const [, authority = "", path = "", query = ""] =
    /^([^/?#]*)([^?#]*)(.*)$/s.exec(url.slice(start.length)) ?? [];
  const at = authority.lastIndexOf("@");
  return {
    start,
    userinfo: at === -1 ? "" : authority.slice(0, at),
    host: authority.slice(at + 1),
    path,
    query: query.slice(1),
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
