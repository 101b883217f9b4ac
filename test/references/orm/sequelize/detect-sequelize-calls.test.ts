import { describe, expect, it } from "vitest";
import { detectSequelizeCalls } from "../../../../src/references/orm/sequelize/detect-sequelize-calls.js";
import { change, formatDetections, parseTestScript } from "../../../support/parse.js";
import { createSequelizeProject } from "../../../support/sequelize-project.js";

const MODELS = `import { Table, Column, DataType, BelongsTo, ForeignKey, HasMany } from "sequelize-typescript";
import Base from "./base";
@Table({ tableName: "users", modelName: "user" })
export class User extends Base {
  @Column(DataType.STRING) name: string;
  @Column(DataType.INTEGER) visits: number;
  @HasMany(() => Post) posts: Post[];
}
@Table({ tableName: "posts", modelName: "post" })
export class Post extends Base {
  @Column(DataType.STRING) name: string;
  @ForeignKey(() => User) @Column userId: string;
  @BelongsTo(() => User) author: User;
}
`;
const BASE = `import { Model, Column, DataType } from "sequelize-typescript";
export default abstract class Base extends Model {
  @Column(DataType.DATE) seenAt: Date;
  get isSeen() { return !!this.seenAt; }
}
`;
const LEGACY = `module.exports = (sequelize, DataTypes) => {
  const Account = sequelize.define("Account", { name: DataTypes.STRING }, { tableName: "accounts", scopes: { ann: { where: { name: "Ann" } } } });
  Account.associate = (models) => { Account.hasMany(models.Order, { as: "orders" }); };
  Account.beforeSave((account) => { account.name = account.name.trim(); });
  return Account;
};
`;

const NAME = change("column", "users.name");
const SEEN = change("column", "users.seenAt");
const ACCOUNT = change("column", "accounts.name");
const VISITS = change("column", "users.visits");

const FILES = { "src/models.ts": MODELS, "src/base.ts": BASE, "src/models/account.js": LEGACY };

function detect(code: string, old = NAME, path = "src/a.ts"): string[] {
  const text = path === "src/a.ts" ? `import { User, Post } from "./models";\n${code}` : code;
  const project = createSequelizeProject(FILES, [old]);
  return formatDetections(text, detectSequelizeCalls(parseTestScript(path, text), project));
}

describe("rows", () => {
  it.each([
    ["const user = await User.findByPk(1); use(user.name);", ["read 2:47 name"]],
    ["const post = await Post.findByPk(1); use(post.name);", []],
    ["const post = await Post.findByPk(1); use(post.author.name);", ["read 2:54 name"]],
    ["const users = await User.findAll(); users.map((user) => user.name);", ["read 2:62 name"]],
    [
      "const { rows } = await User.findAndCountAll(); for (const { name } of rows) use(name);",
      ["read 2:61 name"],
    ],
    ["const [user] = await User.findOrCreate({ where: { id: 1 } }); user.name = 'x';", ["write 2:68 name"]],
    ["const [user, post] = await Promise.all([User.findOne(), Post.findOne()]); use(post.name);", []],
    [
      "const [user, post] = await Promise.all([User.findOne(), Post.findOne()]); use(user.name);",
      ["read 2:84 name"],
    ],
    ["let user; if (a) user = await User.findOne(); use(user.name);", ["read 2:56 name"]],
    [
      "const found = await sequelize.transaction(async (t) => { const one = await User.findOne({ transaction: t }); return one; }); use(found.name);",
      ["read 2:136 name"],
    ],
    ["const found = await sequelize.transaction(async () => Post.findOne()); use(found.name);", []],
    ["const found = await schedule(async () => User.findOne()); use(found.name);", []],
    ["const present = (user: User) => user.name;", ["read 2:38 name"]],
    ["const present = (user: { name: string }) => user.name;", []],
    [
      "type Props = { user: User; name: string };\nconst present = ({ user, name }: Props) => user.name + name;",
      ["read 3:49 name"],
    ],
    ["const present = (it: User | Post) => it.name;", ["read 2:41 name"]],
    ["const present = (it: User | Post) => it instanceof Post ? it.name : '';", []],
    ["const present = (it: User | Post) => it instanceof Post ? '' : it.name;", ["read 2:67 name"]],
    [
      "const user = await User.findOne(); use(user.get('name'), user.toJSON().name);",
      ["read 2:50 name", "read 2:72 name"],
    ],
    [
      "const user = await User.findOne(); use(user.changed('name'), user.previous('name'));",
      ["read 2:54 name", "read 2:77 name"],
    ],
    ["const user = await User.findOne({ attributes: [['id', 'name']] }); use(user.name);", []],
    [
      "const post = await Post.findOne(); const user = await post.$get('author'); use(user.name);",
      ["read 2:85 name"],
    ],
    [
      "const post = await Post.findOne(); const user = await post.getAuthor(); use(user.name);",
      ["read 2:82 name"],
    ],
    ["post.name = user.name;\nfunction f(post: Post, user: User) {}", []],
    ["const f = (post: Post, user: User) => { post.name = user.name; };", ["read 2:58 name"]],
    ["const f = async (ctx: any) => { const { user } = ctx.state; return user.name; };", ["read 2:73 name"]],
    ["const f = async (ctx: any) => { const { person } = ctx.state; return person.name; };", []],
  ])("%s", (code, expected) => {
    expect(detect(code)).toEqual(expected);
  });
});

describe("calls", () => {
  it.each([
    ["await User.createWithContext(ctx, { name });", ["write 2:37 name"]],
    ["await Post.createWithContext(ctx, { name });", []],
    ["await User.visibleTo(me).findAll({ where: { name } });", ["read 2:45 name"]],
    ["const where: WhereOptions<User> = {}; where.name = 'x';", ["read 2:45 name"]],
    ["const where: WhereOptions<Post> = {}; where.name = 'x';", []],
    ["await Post.findAll({ where: { '$author.name$': 'x' }, include: ['author'] });", ["read 2:40 name"]],
    [
      "await Post.findAll({ include: [{ model: User.unscoped(), attributes: { exclude: ['name'] } }] });",
      ["type 2:83 name"],
    ],
    ["await User.findAll({ order: [[sort, 'ASC']] });", []],
    ["const sorts = ['name']; await User.findAll({ order: [[sort, 'ASC']] });", ["read 2:55 sort"]],
    [
      'await User.findAll({ where: Sequelize.literal(`lower("user"."name") = \'x\'`) });',
      ['read 2:61 "name"'],
    ],
    ["const user = new User({ name: 'x' });", ["write 2:25 name"]],
    ["const post = new Post({ name: 'x' });", []],
  ])("%s", (code, expected) => {
    expect(detect(code)).toEqual(expected);
  });

  it("reads and writes what is incremented", () => {
    expect(detect("await User.increment('visits', { where: { id: 1 } });", VISITS)).toEqual([
      "read 2:23 visits",
      "write 2:23 visits",
    ]);
  });
});

describe("types", () => {
  it.each([
    ["type Named = Pick<User, 'id' | 'name'>;", ["type 2:33 name"]],
    ["type Named = Pick<Post, 'id' | 'name'>;", []],
    ["let name: User['name'];", ["type 2:17 name"]],
    ["let name: Attributes<User>['name'];", ["type 2:29 name"]],
    ["const values: CreationAttributes<User> = { name: 'x' };", ["write 2:44 name"]],
    ["const values: CreationAttributes<Post> = { name: 'x' };", []],
    ["const toValues = (): CreationAttributes<User> => ({ name: 'x' });", ["write 2:53 name"]],
    ["const toValues = (): CreationAttributes<Post> => ({ name: 'x' });", []],
    ["const save = (values: Partial<User> = { name: 'x' }) => values;", ["write 2:41 name"]],
    ["const save = (values: Partial<Post> = { name: 'x' }) => values;", []],
    ["const user: Omit<User, 'id'> & { id: string } = { name: 'x' };", ["write 2:51 name"]],
    ["const user: Pick<User, 'id'> & { name: string } = { name: 'x' };", []],
  ])("%s", (code, expected) => {
    expect(detect(code)).toEqual(expected);
  });
});

describe("classes", () => {
  it("reads this of a base class for each heir", () => {
    expect(detect(BASE, SEEN, "src/base.ts")).toEqual(["read 4:32 seenAt"]);
  });

  it("knows models by the names that Sequelize has for them", () => {
    const code = "module.exports = async ({ db }) => db.Account.findAll({ where: { name: 'x' } });";
    expect(detect(code, ACCOUNT, "src/legacy.js")).toEqual(["read 1:66 name"]);
    expect(detect(code, NAME, "src/legacy.js")).toEqual([]);
  });

  it("reads hooks and scopes where a model is defined", () => {
    expect(detect(LEGACY, ACCOUNT, "src/models/account.js")).toEqual([
      "read 2:126 name",
      "write 4:45 name",
      "read 4:60 name",
    ]);
  });
});
