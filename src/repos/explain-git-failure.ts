import { redactText, redactUrl } from "./redact.js";
import { type FailureKind, RepoFailure } from "./repo-failure.js";

interface Explanation {
  readonly signs: RegExp;
  readonly kind: FailureKind;
  /** `{url}` stands for the URL. */
  readonly what: string;
  readonly fix: string;
}

const SIGN_IN =
  'Sign in to it as git does, with a credential helper, a token or an ssh key, until "git ls-remote {url}" answers';
const CHECK_URL = 'Check its "url" in the manifest, and whether you may see it';
const AGAIN = 'Run again; if it stays so, try "git ls-remote {url}"';

/** In this order: what comes first is the cause of what else git says. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    signs: /no space left on device|disk quota exceeded/i,
    kind: "disk",
    what: "the disk that holds the cache is full",
    fix: "Make room, or choose another folder with --cache-dir",
  },
  {
    signs:
      /read-only file system|unable to (?:create|write|append to) (?:new file|temporary file|file|'\/)(?!.*File exists)|cannot (?:mkdir|create)|could not create/i,
    kind: "disk",
    what: "git can't write to the cache folder",
    fix: "Make it writable, or choose another one with --cache-dir",
  },
  {
    signs: /transport '.*' not allowed|protocol .*(?:not supported|disabled)/i,
    kind: "refused-url",
    what: "{url} leads to a protocol that is not fetched from",
    fix: "Only https:, ssh: and file: are; see where it redirects to, and GIT_ALLOW_PROTOCOL",
  },
  {
    signs: /cannot run |unable to find remote helper|is not a git command/i,
    kind: "broken",
    what: "git lacks a program that it needs to reach {url}",
    fix: "Install it: ssh, or git's part for https",
  },
  {
    signs:
      /could not resolve (?:host|proxy)|name or service not known|temporary failure in name resolution|unable to look up|no address associated/i,
    kind: "gone",
    what: "the host of {url} is not known",
    fix: 'Check its "url" in the manifest, and the network',
  },
  {
    signs:
      /connection refused|failed to connect|couldn't connect|unable to connect|no route to host|network is unreachable/i,
    kind: "gone",
    what: "{url} can't be reached: nothing answers there",
    fix: "Check whether the server runs, and the network",
  },
  {
    signs: /timed? ?out/i,
    kind: "timed-out",
    what: "{url} did not answer in time",
    fix: AGAIN,
  },
  {
    signs: /dubious ownership/i,
    kind: "no-access",
    what: "{url} belongs to another user, so git does not read it",
    fix: "Allow it with: git config --global --add safe.directory <its folder>",
  },
  {
    signs:
      /authentication failed|could not read (?:username|password)|terminal prompts disabled|invalid (?:username|credentials)|permission denied|access denied\b(?! or repository)|host key verification failed|returned error: (?:401|403|407)|not authorized|unauthorized|forbidden/i,
    kind: "no-access",
    what: "{url} lets nobody in with the credentials that git has",
    fix: SIGN_IN,
  },
  {
    signs:
      /\bnot found|could not be found|returned error: (?:404|410)|does not exist|does not appear to be a git repository|not exported|no such file or directory/i,
    kind: "gone",
    what: "there is no repository at {url}",
    fix: CHECK_URL,
  },
  {
    signs: /certificate|\bssl\b|\btls\b/i,
    kind: "no-access",
    what: "no secure connection to {url} came about",
    fix: "Let git trust the server's certificate (http.sslCAInfo)",
  },
  {
    signs: /returned error: 5\d\d/i,
    kind: "broken",
    what: "the server of {url} fails",
    fix: AGAIN,
  },
  {
    signs:
      /early eof|disconnect|hung up|rpc failed|connection reset|broken pipe|transfer closed|unexpected end|curl \d+/i,
    kind: "broken",
    what: "the transfer from {url} broke off",
    fix: AGAIN,
  },
  {
    signs:
      /index-pack|\bpack\b|corrupt|inflate|bad object|missing (?:blob|tree|object|commit)|did not send all/i,
    kind: "broken",
    what: "what {url} sends is damaged",
    fix: 'Run again; if it stays so, let "git fsck" look at it on the server',
  },
];

const OTHERWISE: Omit<Explanation, "signs"> = {
  kind: "broken",
  what: "git can't read {url}",
  fix: 'Try "git ls-remote {url}", and have the repository repaired if it is damaged',
};

const MAX_SAID = 400;

/** Why a git that talked to a server failed. Of what it said, the lines that matter are kept, without any credential. */
export function explainGitFailure(stderr: string, url: string): RepoFailure {
  const said = getComplaints(redactText(stderr, url));
  // The words of the URL itself tell nothing.
  const shown = redactUrl(url);
  const telling = stderr.replaceAll(url, "").replaceAll(shown, "");
  const { kind, what, fix } = EXPLANATIONS.find(({ signs }) => signs.test(telling)) ?? OTHERWISE;
  const quoted = said === "" ? "" : ` git said: ${said}`;
  return new RepoFailure(kind, `${what}. ${fix}.${quoted}`.replaceAll("{url}", shown));
}

/** Text of a server must not steer the terminal. */
function getComplaints(text: string): string {
  const lines = text.split("\n").map((line) => line.replaceAll(/\p{Cc}+/gu, " ").trim());
  const complaints = lines.filter((line) => /^(?:fatal|error|remote|ssh|warning):? /i.test(line));
  const chosen = (complaints.length === 0 ? lines : complaints).filter((line) => line !== "").join(" ");
  return chosen.length > MAX_SAID ? `${chosen.slice(0, MAX_SAID)}…` : chosen;
}
