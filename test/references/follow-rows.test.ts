import { describe, expect, it } from "vitest";
import { walk } from "../../src/ast/walk.js";
import { followRows, type RowShape } from "../../src/references/follow-rows.js";
import { parseTestScript } from "../support/parse.js";

interface UserRow extends RowShape<UserRow> {
  readonly columns: readonly string[];
}

const USER: UserRow = {
  columns: ["name", "title"],
  has: (property) => ["name", "title"].includes(property),
  getRelated: () => undefined,
};

/** The source with each read of what `find()` gives marked: `[read name]`, and each property that is set: `[write name]`. */
function mark(source: string): string {
  const { ast, scopes } = parseTestScript("a.ts", source);
  const found: { readonly access: string; readonly range: readonly [number, number] }[] = [];
  for (const node of walk(ast))
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "find")
      followRows(node, USER, {
        scopes,
        onRead: (_, __, { range }) => found.push({ access: "read", range }),
        onWrite: (_, __, { range }) => found.push({ access: "write", range }),
      });
  return found
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce(
      (text, { access, range: [start, end] }) =>
        `${text.slice(0, start)}[${access} ${text.slice(start, end)}]${text.slice(end)}`,
      source,
    );
}

const expectNone = (source: string): void => expect(mark(source)).toBe(source);

describe("what a transaction's callback returns", () => {
  it("is what the transaction gives", () => {
    expect(mark("const user = await db.transaction(async (tx) => { return find(tx); }); user.name;")).toBe(
      "const user = await db.transaction(async (tx) => { return find(tx); }); user.[read name];",
    );
    expect(mark("(await prisma.$transaction((tx) => find(tx))).name")).toBe(
      "(await prisma.$transaction((tx) => find(tx))).[read name]",
    );
    expect(mark("(await sequelize.transaction({ isolationLevel }, () => find())).name")).toBe(
      "(await sequelize.transaction({ isolationLevel }, () => find())).[read name]",
    );
    expect(mark("(await sql.begin('read write', (sql) => find(sql)))[0].name")).toBe(
      "(await sql.begin('read write', (sql) => find(sql)))[0].[read name]",
    );
    expect(mark("(await db.transaction().execute((trx) => find(trx))).name")).toBe(
      "(await db.transaction().execute((trx) => find(trx))).[read name]",
    );
    expect(mark("(await withTx((tx) => find(tx))).name")).toBe(
      "(await withTx((tx) => find(tx))).[read name]",
    );
  });

  it("is not what other calls give", () => {
    expectNone("(await queue.add(() => find())).name");
    expectNone("(await action.execute(() => find())).name");
    expectNone("(await db.transaction(async (tx) => { find(tx); })).name");
  });

  it("is what a function of the module gives that calls it", () => {
    expect(mark("const attempt = (run) => run(); attempt(() => find()).name;")).toBe(
      "const attempt = (run) => run(); attempt(() => find()).[read name];",
    );
    expectNone("const keep = (run) => ({ run }); keep(() => find()).name;");
  });

  it("is what a function gives that is called where it is written", () => {
    expect(mark("(await (async () => find())()).name")).toBe("(await (async () => find())()).[read name]");
  });
});

describe("rows in objects", () => {
  it("are reached by their key", () => {
    expect(mark("const { user, name } = await db.transaction(async () => ({ user: find(), name }));")).toBe(
      "const { user, name } = await db.transaction(async () => ({ user: find(), name }));",
    );
    expect(mark("const state = { user: find(), name: '' }; state.user.name + state.name;")).toBe(
      "const state = { user: find(), name: '' }; state.user.[read name] + state.name;",
    );
    expect(mark("const { user } = { user: find() }; const { name } = user;")).toBe(
      "const { user } = { user: find() }; const { [read name] } = user;",
    );
  });

  it("are not set by setting a key", () => {
    expectNone("const state = { name: find() }; state.name = other;");
    expect(mark("const state = { user: find() }; state.user.name = other;")).toBe(
      "const state = { user: find() }; state.user.[write name] = other;",
    );
  });

  it("give their properties where they are spread, as far as none stands behind", () => {
    expect(mark("const copy = { id: 1, ...find() }; copy.name; copy.name = 'x';")).toBe(
      "const copy = { id: 1, ...find() }; copy.[read name]; copy.name = 'x';",
    );
    expectNone("const copy = { ...find(), name: 'x' }; copy.name;");
  });
});

describe("computed keys", () => {
  it("read and set each string that they may be", () => {
    expect(mark("const user = await find(); user[isLong ? 'title' : 'name'];")).toBe(
      "const user = await find(); user[isLong ? [read 'title'] : [read 'name']];",
    );
    expect(mark("const KEY = 'name'; const user = await find(); user[KEY] = 'x';")).toBe(
      "const KEY = [write 'name']; const user = await find(); user[KEY] = 'x';",
    );
    expect(mark("const user = await find(); for (const key of ['name', 'id']) user[key];")).toBe(
      "const user = await find(); for (const key of [[read 'name'], 'id']) user[key];",
    );
  });

  it("are places in a list where they are anything else", () => {
    expect(mark("const users = await find(); users[index].name;")).toBe(
      "const users = await find(); users[index].[read name];",
    );
    expectNone("const user = await find(); user[isLong ? 'label' : 'id'];");
  });
});
