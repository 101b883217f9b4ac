import { describe, expect, it } from "vitest";
import type { MappedTable } from "../../../src/catalog/catalog.js";
import { linkFiles } from "./link.js";
import { LIBRARY } from "./library.js";

/** What MikroORM 6.6's own metadata say of the library; `!` before what it does not write. */
const COLUMNS = `
book: author_key, first_page_book_id, first_page_page_number, id, isbn10code, reviewer_key, the_title
crm.author_words: author, word
crm.writers: !token, about_me, created_at, e_mail, favourite_book_id, first_name, home_latitude, home_lng, home_point_latitude, home_point_lng, home_street_name, home_town, initials, key, kind_of, mentor, meta, older_ones, work_latitude, work_lng, work_point_latitude, work_point_lng, work_street_name, work_town
crm.writers_liked_tags: author_key, tag_word
dealers: id
extended: id, nick_name, pet_name
page: book_id, page_number
person: id, kind, last_name, monthly_pay
plain: id, nick_name
shelf: id, stock_id, updated_at
shop: !hidden, id, label, owner_id, proprietor
stocks: !gone, dealer_id, id, item_count, label, sold_by
tag: word
`.trim();

const COLUMNS_IN_CODE_CASE = `
Book: ISBN10Code, author, firstPage_book, firstPage_pageNumber, id, reviewer, the_title
Page: book, pageNumber
Person: id, kind, lastName, monthlyPay
Plain: id, nickName
Shelf: id, stock, updatedAt
Shop: !hidden, id, label, owner, proprietor
Tag: word
crm.author_words: author, word
crm.writers: !token, aboutMe, createdAt, e_mail, favouriteBook, firstName, home_latitude, home_lng, home_point_latitude, home_point_lng, home_streetName, home_town, initials, key, kind_of, mentor, meta, olderOnes, work_latitude, work_lng, work_point_latitude, work_point_lng, work_streetName, work_town
crm.writers_likedTags: author, tag
dealers: id
extended: id, nickName, petName
stocks: !gone, dealer, id, itemCount, label, sold_by
`.trim();

function listTables(tables: readonly MappedTable[]): string {
  const byTable = new Map<string, Set<string>>();
  for (const { schema, table, columns } of tables) {
    const name = schema === undefined ? table : `${schema}.${table}`;
    const known = byTable.get(name) ?? new Set();
    for (const { column, isDeclared } of columns) known.add(isDeclared ? column : `!${column}`);
    byTable.set(name, known);
  }
  return [...byTable]
    .map(([name, columns]) => `${name}: ${[...columns].sort().join(", ")}`)
    .sort()
    .join("\n");
}

function listOf(text: string): string[] {
  return linkFiles({
    "src/a.ts": `import { Entity, Embeddable, Embedded, ManyToMany, ManyToOne, PrimaryKey, Property, defineEntity, p } from "@mikro-orm/core";\n${text}`,
  }).flatMap(({ table, columns }) =>
    columns.map(({ column, property }) => `${table}.${column} = ${property}`),
  );
}

describe("columns are those of MikroORM's own metadata", () => {
  it("by its default names", () => {
    expect(listTables(linkFiles(LIBRARY))).toBe(COLUMNS);
  });

  it("by a naming strategy that keeps names", () => {
    const config = `
import { EntityCaseNamingStrategy, defineConfig } from "@mikro-orm/core";
export default defineConfig({ namingStrategy: EntityCaseNamingStrategy });`;
    expect(listTables(linkFiles({ ...LIBRARY, "mikro-orm.config.ts": config }))).toBe(COLUMNS_IN_CODE_CASE);
  });

  it("takes either name under a strategy of the repo's own", () => {
    const config = `
import { defineConfig } from "@mikro-orm/core";
import { OurStrategy } from "./naming";
export default defineConfig({ namingStrategy: OurStrategy });`;
    const tables = linkFiles({ ...LIBRARY, "mikro-orm.config.ts": config });
    const tag = tables.find(({ model }) => model === "Plain");
    expect(tag?.columns.map(({ column }) => column)).toEqual(["id", "nick_name", "nickName"]);
  });
});

describe("what is mapped", () => {
  it.each([
    ["@Entity() class User { @Property() name; }", ["user.name = name"]],
    ["@Entity() class User { name; }", []],
    ["@Embeddable() class Name { @Property() first; }", []],
    ["@Entity({ abstract: true }) class Base { @Property() name; }", []],
    ["@Entity() class User { @ManyToOne() boss: User; }", ["user.boss_id = boss"]],
    [
      "@Entity() class User { @ManyToMany() friends = new Collection<User>(this); }",
      ["user_friends.user_1_id = friends", "user_friends.user_2_id = friends"],
    ],
    [
      "@Embeddable() class Geo { @Property() lat; } @Embeddable() class Home { @Embedded(() => Geo, { prefix: 'geo_' }) geo; } @Entity() class User { @Embedded(() => Home) home; }",
      ["user.geo_lat = home.geo.lat", "user.home_geo_lat = home.geo.lat"],
    ],
    [
      "@Embeddable() class Geo { @Property() lat; } @Embeddable() class Home { @Embedded(() => Geo, { prefix: 'geo_', prefixMode: 'relative' }) geo; } @Entity() class User { @Embedded(() => Home) home; }",
      ["user.home_geo_lat = home.geo.lat"],
    ],
    ["const User = defineEntity({ name: 'User', properties: { name: p.string() } });", ["user.name = name"]],
    ["const User = define({ name: 'User', properties: { name: p.string() } });", []],
  ])("%s", (text, columns) => {
    expect(listOf(text)).toEqual(columns);
  });

  it("is nothing where the decorators are another library's", () => {
    const text = `import { Entity, Property } from "other-orm"; @Entity() class User { @Property() name; } // not mikro-orm`;
    expect(linkFiles({ "src/a.ts": text })).toEqual([]);
  });

  it("has decorators of version 7 and of frameworks that pass them on", () => {
    const of = (module: string) =>
      linkFiles({
        "a.ts": `import { Entity, Property } from "${module}"; @Entity() class User { @Property() name; }`,
      });
    expect(of("@mikro-orm/decorators/legacy")).toHaveLength(1);
    expect(of("@medusajs/framework/mikro-orm/core")).toHaveLength(1);
  });
});

describe("other names of an entity", () => {
  it("are repositories and the classes of schemas", () => {
    const [table] = linkFiles({
      "schema.ts": `import { defineEntity, p } from "@mikro-orm/core"; export const UserSchema = defineEntity({ name: "User", properties: { id: p.integer().primary() } });`,
      "user.ts": `import { UserSchema } from "./schema"; export class User extends UserSchema.class {}`,
      "repository.ts": `import { EntityRepository } from "@mikro-orm/postgresql"; import { User } from "./user"; export class Users extends EntityRepository<User> {}`,
    });
    expect(table?.handles?.map(({ kind, model }) => `${kind} ${model}`)).toEqual([
      "repository Users",
      "model User",
    ]);
  });
});

it("places what a base class declares where it stands", () => {
  const tables = linkFiles(LIBRARY);
  const id = tables
    .find(({ model }) => model === "Author")
    ?.columns.find(({ property }) => property === "id");
  expect(id).toMatchObject({ file: "base.ts", owner: "Base", column: "key" });
  expect(LIBRARY["base.ts"].slice(id?.start, id?.end)).toBe("id");
});
