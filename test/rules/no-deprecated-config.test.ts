import { join } from "node:path";
import { SHOP, testRule } from "./test-rule.js";

testRule("no-deprecated-config", {
  valid: [
    { name: "the replacement", code: "connect(process.env.DATABASE_URL);" },
    { name: "the same name elsewhere", code: "const LEGACY_DSN = 1; connect(config.LEGACY_DSN);" },
    { name: "no old name", code: "" },
    {
      name: "a comment on the line above, with its reason",
      code: "// expand-contract: not legacy-dsn because the test sets it for a child process\nprocess.env.LEGACY_DSN;",
    },
    { name: "changes of other kinds", code: 'db.query("select name from users");' },
    {
      name: "outside any project with a manifest",
      filename: join(SHOP, "../../case.ts"),
      code: "process.env.LEGACY_DSN;",
    },
  ],
  invalid: [
    {
      name: "a read",
      code: "connect(process.env.LEGACY_DSN);",
      errors: [
        {
          message:
            "This reads LEGACY_DSN, which goes away: use DATABASE_URL instead. Owner @acme/platform, sunset 2026-12-02 (1 day left).",
          line: 1,
          column: 21,
          endLine: 1,
          endColumn: 31,
          suggestions: [
            {
              desc: "Read DATABASE_URL instead of LEGACY_DSN.",
              output: "connect(process.env.DATABASE_URL);",
            },
          ],
        },
      ],
    },
    {
      name: "a write, without replacement, past its sunset",
      code: 'process.env["LEGACY_MODE"] = "1";',
      errors: [
        {
          message:
            "This writes LEGACY_MODE, which goes away without a replacement. Owner @acme/platform, sunset 2026-11-30 (1 day past its sunset).",
          line: 1,
          column: 14,
          endLine: 1,
          endColumn: 25,
        },
      ],
    },
    {
      name: "a comment without a reason: the reference stays, and the comment is reported",
      code: "// expand-contract: not legacy-dsn\r\nprocess.env.LEGACY_DSN;",
      errors: [
        {
          message:
            "Without a reason this comment does nothing. Write: expand-contract: not legacy-dsn because <why this place does not use it>",
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 35,
        },
        {
          message:
            "This reads LEGACY_DSN, which goes away: use DATABASE_URL instead. Owner @acme/platform, sunset 2026-12-02 (1 day left).",
          line: 2,
          column: 13,
          endLine: 2,
          endColumn: 23,
          suggestions: [
            {
              desc: "Read DATABASE_URL instead of LEGACY_DSN.",
              output: "// expand-contract: not legacy-dsn\r\nprocess.env.DATABASE_URL;",
            },
          ],
        },
      ],
    },
    {
      name: "what may be the environment",
      code: "function connect(env = process.env) { return env.LEGACY_DSN; }",
      errors: [
        {
          message:
            "This probably reads LEGACY_DSN, which goes away: use DATABASE_URL instead. Owner @acme/platform, sunset 2026-12-02 (1 day left).",
          line: 1,
          column: 50,
          endLine: 1,
          endColumn: 60,
        },
      ],
    },
  ],
});
