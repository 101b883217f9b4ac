import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectMikroOrm } from "../../../../src/references/orm/mikro-orm/detect-mikro-orm.js";
import { linkFiles } from "../../../catalog/mikro-orm/link.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";
import { createGraph } from "../../symbols/symbol-project.js";

/** Two entities that have a property of one name; `users.full_name` is what goes away. */
const ENTITIES = `
import { Collection, Embeddable, Embedded, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Ref } from "@mikro-orm/core";
@Embeddable()
export class Address { @Property() city!: string; }
@Entity({ tableName: "users" })
export class User {
  @PrimaryKey() id!: number;
  @Property({ fieldName: "full_name" }) name!: string;
  @Property() email!: string;
  @Embedded(() => Address) home!: Address;
  @OneToMany(() => Post, (post) => post.author) posts = new Collection<Post>(this);
  get title() { return this.name; }
}
@Entity({ tableName: "posts" })
export class Post {
  @PrimaryKey() id!: number;
  @Property({ fieldName: "full_name" }) name!: string;
  @ManyToOne(() => User, { ref: true }) author!: Ref<User>;
}
`;
const FILES = { "src/entities.ts": ENTITIES };
const NAME = change("column", "users.full_name");
const CITY = change("column", "users.home_city");
const KEY = change("column", "posts.author_id");
const TABLE = change("table", "users");

function detect(code: string, old = NAME): string[] {
  const text = `import { User, Post } from "./entities";\n${code}`;
  const project = createTestProject({
    changes: [old],
    modules: createGraph({ ...FILES, "src/a.ts": text }),
    catalog: { tables: linkFiles(FILES) },
    tables: createTableColumns([]),
  });
  return formatDetections(text, detectMikroOrm(parseTestScript("src/a.ts", text), project)).map((line) =>
    line.replace(/ 2:/, " "),
  );
}

describe("calls", () => {
  it.each([
    ["em.find(User, { name: 'Ann' });", ["read 17 name"]],
    ["em.find(Post, { name: 'Ann' });", []],
    ["em.findOne(User, { $or: [{ name: { $like: 'A%' } }, { email: '' }] });", ["read 28 name"]],
    ["em.find(Post, { author: { name: 'Ann' } });", ["read 27 name"]],
    [
      "em.find(User, {}, { fields: ['id', 'name'], orderBy: [{ name: 'asc' }] });",
      ["read 37 name", "read 57 name"],
    ],
    ["em.find(Post, {}, { fields: ['author.name'] });", ["read 38 name"]],
    ["em.findAll(User, { where: { name: 'Ann' } });", ["read 29 name"]],
    ["em.find(User, {}, { exclude: ['name'] });", ["type 32 name"]],
    ["em.find(User, {});", []],
    ["em.create(User, { name: 'Ann' });", ["write 19 name"]],
    ["em.create(Post, { name: 'Ann', author: { name: 'Bob' } });", ["write 42 name"]],
    ["em.nativeUpdate(User, { name: 'Ann' }, { name: 'Bob' });", ["read 25 name", "write 42 name"]],
    ["em.nativeDelete(User, { name: 'Ann' });", ["read 25 name"]],
    [
      "em.upsert(User, { id: 1, name: 'Ann' }, { onConflictFields: ['name'] });",
      ["write 26 name", "read 63 name"],
    ],
    ["em.getRepository(User).count({ name: 'Ann' });", ["read 32 name"]],
    [
      "class Service { constructor(private users: EntityRepository<User>) {} f() { return this.users.find({ name: '' }); } }",
      ["read 102 name"],
    ],
    [
      "class Service { constructor(private posts: EntityRepository<Post>) {} f() { return this.posts.find({ name: '' }); } }",
      [],
    ],
    ["crm.find(Customer, { name: 'Ann' });", []],
    ["const where: FilterQuery<User> = { name: 'Ann' };", ["read 36 name"]],
    ["const where: FilterQuery<Post> = { name: 'Ann' };", []],
    [
      "const field = pick(); em.find(User, { [field]: 1 }, { fields: ['name'] });",
      ["read 40 field", "read 65 name"],
    ],
  ])("%s", (code, found) => {
    expect(detect(code)).toEqual(found);
  });
});

describe("entities", () => {
  it.each([
    ["const user = await em.findOneOrFail(User, 1); use(user.name);", ["read 56 name"]],
    ["const post = await em.findOneOrFail(Post, 1); use(post.name);", []],
    ["const user = await em.findOne(User, 1); user.name = 'x';", ["write 46 name"]],
    ["const user = new User(); user.name = 'x';", ["write 31 name"]],
    [
      "const [users, count] = await em.findAndCount(User, {}); users.map(({ name }) => name);",
      ["read 70 name"],
    ],
    ["const page = await em.findByCursor(User, {}); page.items[0].name;", ["read 61 name"]],
    ["const post = await em.findOne(Post, 1); use(post.author.$.name);", ["read 59 name"]],
    [
      "const post = await em.findOne(Post, 1); const author = await post.author.load(); use(author.name);",
      ["read 93 name"],
    ],
    ["const user = await em.findOne(User, 1); for (const post of user.posts) use(post.name);", []],
    ["function greet(user: User) { return user.name; }", ["read 42 name"]],
    ["function greet(user: Loaded<User, 'posts'>) { return user.name; }", ["read 59 name"]],
    ["function greet(user: UserDto) { return user.name; }", []],
    ["em.assign(user, { name: 'x' }); const user = await em.findOne(User, 1);", ["write 19 name"]],
    ["const user = await em.findOne(User, 1); wrap(user).assign({ name: 'x' });", ["write 61 name"]],
    ["const user = await em.findOne(Post, 1); wrap(user).assign({ name: 'x' });", []],
    ["type Name = User['name'] | Pick<Post, 'name'>;", ["type 19 name"]],
  ])("%s", (code, found) => {
    expect(detect(code)).toEqual(found);
  });

  it("reads and writes what is embedded", () => {
    expect(detect("em.find(User, { home: { city: 'Rome' } });", CITY)).toEqual(["read 25 city"]);
    expect(detect("em.find(User, { city: 'Rome' });", CITY)).toEqual([]);
    expect(detect("const user = await em.findOne(User, 1); user.home.city = '';", CITY)).toEqual([
      "write 51 city",
    ]);
  });

  it("reads a foreign key where a relation is joined, and writes it where it is set", () => {
    expect(detect("em.find(User, {}, { populate: ['posts'] });", KEY)).toEqual(["read 33 posts"]);
    expect(detect("em.create(Post, { author: 1 });", KEY)).toEqual(["write 19 author"]);
    expect(detect("em.create(Post, { name: '' }); const author = 1;", KEY)).toEqual([]);
  });

  it("reads a table where an entity is asked for", () => {
    expect(detect("em.find(User, {});", TABLE)).toEqual(["read 9 User"]);
    expect(detect("em.find(Post, {});", TABLE)).toEqual([]);
  });
});
