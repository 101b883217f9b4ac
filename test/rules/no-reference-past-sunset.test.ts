import { testRule } from "./test-rule.js";

const ON_THE_DAY = { "expand-contract": { today: "2026-12-31" } };
const A_DAY_LATER = { "expand-contract": { today: "2027-01-01" } };

testRule("no-reference-past-sunset", {
  valid: [
    { name: "a sunset to come", code: "process.env.LEGACY_DSN;" },
    {
      name: "the day of the sunset itself",
      code: 'db.query("select name from users");',
      settings: ON_THE_DAY,
    },
    {
      name: "a row that carries the column, unless it is asked for",
      code: 'db.query("select * from users");',
      settings: A_DAY_LATER,
    },
  ],
  invalid: [
    {
      name: "configuration",
      code: "process.env.LEGACY_MODE; process.env.LEGACY_DSN;",
      errors: [
        {
          message:
            "This reads LEGACY_MODE, which goes away without a replacement. Owner @acme/platform, sunset 2026-11-30 (1 day past its sunset).",
          line: 1,
          column: 13,
          endLine: 1,
          endColumn: 24,
        },
      ],
    },
    {
      name: "a symbol",
      code: 'import { formatPrice } from "./format.js";',
      errors: [
        {
          message:
            "This imports ./src/format.ts#formatPrice, which goes away without a replacement. Owner @acme/web, sunset 2026-11-19 (12 days past its sunset).",
          line: 1,
          column: 10,
          endLine: 1,
          endColumn: 21,
        },
      ],
    },
    {
      name: "a column, the day after",
      code: 'db.query("select name from users");',
      settings: A_DAY_LATER,
      errors: [
        {
          message:
            "This reads users.name, which goes away: use users.full_name instead. Owner @acme/identity, sunset 2026-12-31 (1 day past its sunset). See https://wiki.example.com/user-full-name",
          line: 1,
          column: 18,
          endLine: 1,
          endColumn: 22,
        },
      ],
    },
    {
      name: "a row, when asked for",
      code: 'db.query("select * from users");',
      settings: A_DAY_LATER,
      options: [{ implicit: true }],
      errors: [
        {
          message:
            "This carries users.name, which goes away: use users.full_name instead. Owner @acme/identity, sunset 2026-12-31 (1 day past its sunset). See https://wiki.example.com/user-full-name",
          line: 1,
          column: 18,
          endLine: 1,
          endColumn: 19,
        },
      ],
    },
  ],
});
