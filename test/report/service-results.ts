import type { Finding, GateResult, ReferenceEvidence } from "../../src/gate/gate-result.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import type { Reference } from "../../src/references/reference.js";
import type { ReportContext } from "../../src/report/reporter.js";
import { createScanReport, type ScanReport } from "../../src/report/scan-report.js";
import { createStyle } from "../../src/report/style.js";

const MANIFEST = parseManifest(
  JSON.stringify({
    changes: {
      "user-full-name": {
        kind: "column",
        old: "users.name",
        new: "users.full_name",
        owner: "@acme/identity",
        sunset: "2026-12-31",
        guide: "https://wiki.example.com/user-full-name",
      },
      "legacy-dsn": { kind: "config", old: "LEGACY_DSN", owner: "@acme/platform", sunset: "2026-05-31" },
      "sessions-old": { kind: "table", old: "sessions_old", owner: "@acme/identity", sunset: "2026-09-30" },
    },
  }),
  "expand-contract.json",
);

/** Paths, code and reasons of other people hold anything: here with what each format has its own use for. */
export const HOSTILE_FILE = "src/[id]/a b#1%20ü&<c>.ts";
const HOSTILE_TEXT = 'sql`select "name" from users -- ]]> & \u001B[31m \uD800`';

export const CONTEXT: ReportContext = {
  changes: MANIFEST.changes,
  today: "2026-08-09",
  style: createStyle({ color: false, width: 140 }),
  manifestPath: "expand-contract.json",
  pathPrefix: "packages/api/",
  ownersOf: (file) => {
    if (file.startsWith("src/users/")) return ["@acme/identity", "@acme/api"];
    return file.startsWith("db/") ? ["@acme/data"] : [];
  },
};

export function createReference(more: Partial<Reference> = {}): Reference {
  return {
    ...{ change: "user-full-name", access: "read", file: "src/users/repo.ts", scope: "UserRepo.find" },
    ...{ line: 14, column: 39, endLine: 14, endColumn: 43, via: "sql", certainty: "resolved" },
    text: "SELECT u.name FROM users u",
    ...more,
  };
}

const NEW = createReference({
  file: HOSTILE_FILE,
  line: 3,
  column: 9,
  endLine: 3,
  endColumn: 13,
  text: HOSTILE_TEXT,
});
const OLD = createReference({
  ...{ change: "legacy-dsn", file: "src/db.ts", line: 1, column: 20, endLine: 1, endColumn: 30 },
  ...{ scope: "<module>", via: "env", text: "const url = process.env.LEGACY_DSN;" },
});

const DROP = { change: "user-full-name", file: "db/migrations/0007_drop_name.sql", line: 1, column: 1 };
const STILL: ReferenceEvidence = {
  ...{ kind: "reference", file: "src/users/repo.ts", line: 12, column: 9, access: "write" },
  ...{ scope: "UserRepo.save", via: "sql", text: "UPDATE users SET name = $1", ref: "v1.42.0" },
};
const ELSEWHERE: ReferenceEvidence = {
  ...STILL,
  repo: "billing-worker",
  file: "src/sync.ts",
  scope: "sync",
  ref: "main",
};

export const FINDINGS: readonly Finding[] = [
  {
    ...{ rule: "new-reference", change: "user-full-name", file: HOSTILE_FILE, line: 3, column: 9 },
    message: "New read of users.name in UserRepo.find, which the baseline and main do not have",
    next: "use users.full_name",
    reference: NEW,
  },
  {
    ...{ ...DROP, rule: "drop-before-stop-write", verdict: "blocked" },
    message: "v1.42.0 still writes users.name",
    next: "release the change that removes these 2 references, then wait 35 days",
    evidence: [STILL, ELSEWHERE],
  },
  {
    ...{ rule: "past-sunset", change: "legacy-dsn", file: "src/db.ts", line: 1, column: 20, reference: OLD },
    message: "The sunset of LEGACY_DSN was 2026-05-31, 70 days ago, and this read remains",
  },
  {
    ...{ rule: "backfill-unbatched", file: "db/migrations/0006_fill.sql", line: 2, column: 1 },
    message: "UPDATE users has no condition, so it locks the whole table",
  },
];

export const GATE: GateResult = {
  version: 1,
  ok: false,
  findings: FINDINGS,
  allowed: [
    {
      change: "sessions-old",
      file: "db/migrations/0008_drop_sessions.sql",
      line: 1,
      column: 1,
      verdict: "allowed",
      evidence: [],
    },
  ],
  suppressed: [
    {
      ...{
        rule: "rename-in-place",
        change: "sessions-old",
        file: "db/migrations/0005_rename.sql",
        line: 4,
        column: 1,
      },
      message: "sessions is renamed to sessions_old",
      reason: "the service is stopped for this migration",
    },
  ],
  stale: [],
  moved: [],
  notes: ["There is no ratchet.json: the base alone decides. Write one: expand-contract ratchet tighten"],
};

export const PASSED: GateResult = { ...GATE, ok: true, findings: [], allowed: [], suppressed: [], notes: [] };

export const SCAN: ScanReport = createScanReport(
  {
    references: [
      OLD,
      NEW,
      createReference(),
      createReference({
        access: "write",
        line: 20,
        endLine: 20,
        scope: "UserRepo.save",
        text: "UPDATE users SET name = $1",
      }),
      createReference({
        access: "implicit",
        line: 30,
        endLine: 30,
        scope: "UserRepo.all",
        text: "SELECT * FROM users",
      }),
      createReference({ certainty: "unresolved", line: 40, endLine: 40, scope: "show", text: "row.name" }),
    ],
    excluded: [{ ...createReference({ line: 50, endLine: 50 }), reason: "it is the name of a file" }],
    problems: [
      { file: "src/broken.ts", line: 7, message: "Unexpected token", isFatal: true },
      { file: "src/odd.ts", message: "An import leads nowhere", isFatal: false },
    ],
  },
  MANIFEST.changes,
);

/** The same of many repos, one of which is not there. */
export const MANY: ScanReport = {
  ...SCAN,
  references: [
    createReference(),
    createReference({ repo: ".", line: 20, endLine: 20 }),
    createReference({ repo: "billing-worker", file: "src/sync.ts", scope: "sync" }),
  ],
  excluded: [],
  problems: [{ repo: "web", file: ".", message: "There is no folder ../web.", isFatal: true }],
  repos: [
    {
      ...{ name: ".", status: "ok", scanned: "2026-08-09" },
      stats: {
        files: 9,
        candidates: 2,
        failedParses: 0,
        unresolvedImports: 0,
        receivers: 0,
        anyReceivers: 0,
      },
    },
    { name: "web", path: "../web", status: "failed", kind: "gone", message: "There is no folder ../web." },
  ],
};
