import { testRule } from "./test-rule.js";

const TO_FULL_NAME =
  "goes away: use users.full_name instead. Owner @acme/identity, sunset 2026-12-31 (30 days left). See https://wiki.example.com/user-full-name";

testRule("no-deprecated-column", {
  valid: [
    { name: "the replacement", code: 'db.query("select full_name from users");' },
    {
      name: "a column of that name in another table",
      code: 'db.query("select name from teams, users_archive");',
    },
    {
      name: "an alias of that name",
      code: 'db.query("select u.full_name as name from users u order by name");',
    },
    { name: "a property of that name", code: 'const users = [{ name: "Ada" }]; show(users[0].name);' },
    { name: "a row, unless it is asked for", code: 'db.query("select * from users");' },
    { name: "changes of other kinds", code: "process.env.LEGACY_DSN;" },
    {
      name: "a comment in SQL, with its reason",
      code: "db.query(`\n  -- expand-contract: not user-full-name because users is a CTE in production\n  select name from users`);",
    },
  ],
  invalid: [
    {
      name: "a read and a write in one statement",
      code: 'db.query("update users set name = upper(name)");',
      errors: [
        {
          message: `This writes users.name, which ${TO_FULL_NAME}`,
          line: 1,
          column: 28,
          endLine: 1,
          endColumn: 32,
        },
        {
          message: `This reads users.name, which ${TO_FULL_NAME}`,
          line: 1,
          column: 41,
          endLine: 1,
          endColumn: 45,
        },
      ],
    },
    {
      name: "a place within a template of several lines",
      code: "db.query(`\n  select id,\n         u.name\n  from users u\n  where id = ${id}`);",
      errors: [
        {
          message: `This reads users.name, which ${TO_FULL_NAME}`,
          line: 3,
          column: 12,
          endLine: 3,
          endColumn: 16,
        },
      ],
    },
    {
      name: "a table",
      code: 'db.query("select id from users_old");',
      errors: [
        {
          message:
            "This reads users_old, which goes away without a replacement. Owner @acme/identity, sunset 2026-12-31 (30 days left).",
          line: 1,
          column: 26,
          endLine: 1,
          endColumn: 35,
        },
      ],
    },
    {
      name: "a row that carries the column, when asked for",
      code: 'db.query("select * from users");',
      options: [{ implicit: true }],
      errors: [
        {
          message: `This carries users.name, which ${TO_FULL_NAME}`,
          line: 1,
          column: 18,
          endLine: 1,
          endColumn: 19,
        },
      ],
    },
  ],
});
