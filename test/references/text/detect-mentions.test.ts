import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/manifest/manifest.js";
import { detectByText } from "../../../src/references/detect.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { change, createTestProject } from "../../support/parse.js";

await loadPostgres();

/** `access line:column text` of each mention; all are of `via: "text"` and unresolved, or it says so. */
function find(path: string, text: string, ...changes: readonly Change[]): string[] {
  const { references } = detectByText({ path, text }, createTestProject({ changes }));
  const lines = text.split("\n");
  return references.map(({ access, line, column, endColumn, via, certainty }) => {
    const place = `${access} ${line}:${column} ${(lines[line - 1] ?? "").slice(column - 1, endColumn - 1)}`;
    return via === "text" && certainty === "unresolved" ? place : `${place} ${via} ${certainty}`;
  });
}

const COLUMN = change("column", "users.name");
const TABLE = change("table", "users");

describe("a column", () => {
  test("is mentioned in SQL that says it is that table's", () => {
    const text = `cur.execute("SELECT id, u.name FROM users u WHERE id = %s", (id,))
cur.execute("""
  UPDATE users SET name = %(name)s
""")
cur.execute("SELECT t.name FROM teams t")
`;
    expect(find("etl/sync.py", text, COLUMN)).toEqual(["read 1:27 name", "write 3:20 name"]);
  });

  test("is mentioned as a property, in quotes, as an argument; a variable of that name is none", () => {
    const text = `users = load()
def show(name):
    print(name, row["name"], user.name, User(name="x"))
User.objects.filter(name__icontains="y").exclude(nickname="z")
raise Error("a name is missing")
`;
    expect(find("app/views.py", text, COLUMN)).toEqual([
      "read 3:22 name",
      "read 3:35 name",
      "read 3:46 name",
      "read 4:21 name",
    ]);
  });

  test("is mentioned by a model's attribute", () => {
    const text = `class User(Base):\n    name = Column(String)\n    email = Column(String)\n    key = name\n`;
    expect(find("app/models.py", text, COLUMN)).toEqual(["read 2:5 name"]);
  });

  test("is spelled as the language spells properties", () => {
    const full = change("column", "users.full_name");
    const go =
      'type User struct {\n  FullName string `db:"full_name"`\n}\nfmt.Println(u.FullName, fullname)\n';
    expect(find("user.go", go, full)).toEqual(["read 2:24 full_name", "read 4:15 FullName"]);
    const java =
      '@Entity class User {\n  @Column(name = "full_name") String f;\n}\nuser.getFullName(); user.fullNames();\n';
    expect(find("User.java", java, full)).toEqual(["read 2:19 full_name", "read 4:6 getFullName"]);
    const ruby =
      "User.where(full_name: x).pluck(:full_name)\nsql = <<~SQL\n  select full_name from users\nSQL\n";
    expect(find("user.rb", ruby, full)).toEqual([
      "read 1:12 full_name",
      "read 1:33 full_name",
      "read 3:10 full_name",
    ]);
  });

  test("in a template is a property of the table's row, and no text for people", () => {
    const text = "<h1>users by name</h1><%= user.name %> <%= order.name %> <%# user.name %>\n";
    expect(find("users/show.html.erb", text, COLUMN)).toEqual(["read 1:32 name"]);
  });

  test("is none where the file does not speak of the table, in comments and in migrations", () => {
    expect(find("app/teams.py", 'row["name"]\n', COLUMN)).toEqual([]);
    expect(find("app/users.py", '# users: row["name"]\n', COLUMN)).toEqual([]);
    expect(find("app/migrations/0002_users.py", 'users["name"]\n', COLUMN)).toEqual([]);
    expect(find("db/migrate/20240101_add.rb", "add_column :users, :name\n", COLUMN)).toEqual([]);
  });
});

test("a table is mentioned in SQL and by its name in quotes; a variable is none, unless its name is nobody else's", () => {
  const text = 'users = 1\nq("select 1 from users")\nt = "users"\nfail("no users found")\n';
  expect(find("a.py", text, TABLE)).toEqual(["read 2:18 users", "read 3:6 users"]);
  expect(find("a.py", "users_old.insert()\nusers_older()\n", change("table", "users_old"))).toEqual([
    "read 1:1 users_old",
  ]);
});

test("a config key is a whole word outside of comments", () => {
  const text = 'os.environ["LEGACY_DSN"]\n# LEGACY_DSN\nLEGACY_DSN_2 = 1\n';
  expect(find("a.py", text, change("config", "LEGACY_DSN"))).toEqual(["read 1:13 LEGACY_DSN"]);
});

test("an endpoint's path has anything for its parameters", () => {
  const text =
    'get(f"{base}/v1/orders/{id}")\nget("/v1/orders")\nget("/v1/orders/1/items")\nget("/v1/orders/1?x=1")\n';
  expect(find("a.py", text, change("endpoint", "GET /v1/orders/:id"))).toEqual([
    "call 1:13 /v1/orders/{id}",
    "call 4:6 /v1/orders/1",
  ]);
});

test("an event is a whole string", () => {
  const text = 'publish("order.placed.v1", x)\npublish("order.placed.v10")\n';
  expect(find("a.py", text, change("event", "order.placed.v1"))).toEqual(["read 1:10 order.placed.v1"]);
});

test("an export is none in another language, but in a component whose parser is not installed", () => {
  const old = change("symbol", "@acme/pricing#oldPrice");
  expect(find("a.py", "oldPrice(1)\n", old)).toEqual([]);
  const vue =
    '<script>import { oldPrice } from "@acme/pricing"</script><template>{{ oldPrices }}</template>\n';
  expect(find("a.vue", vue, old)).toEqual(["read 1:18 oldPrice"]);
});

test("a comment of the language takes a place out", () => {
  const text =
    '# expand-contract: not users.name because these are the CRM\'s users\nq("select name from users")\n';
  const { references, excluded } = detectByText(
    { path: "a.py", text },
    createTestProject({ changes: [COLUMN] }),
  );
  expect(references).toEqual([]);
  expect(excluded.map(({ line, reason }) => `${line} ${reason}`)).toEqual(["2 these are the CRM's users"]);
});
