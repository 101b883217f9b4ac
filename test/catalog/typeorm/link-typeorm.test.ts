import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it } from "vitest";
import { listMetadata, loadModules, openDataSource } from "../../support/typeorm-source.js";
import { linkFiles, listColumns } from "./link.js";

const FILES = {
  "name.ts": `
import { Column } from "typeorm";
export class Initials { @Column({ type: "text" }) short!: string; }
export class Name {
  @Column({ type: "text" }) first!: string;
  @Column({ type: "text", name: "family" }) last!: string;
  @Column(() => Initials) initials!: Initials;
  @Column(() => Initials, { prefix: "" }) bare!: Initials;
}
`,
  "base.ts": `
import { CreateDateColumn, DeleteDateColumn, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from "typeorm";
export abstract class Base {
  @PrimaryGeneratedColumn({ name: "key" }) id!: number;
  @CreateDateColumn({ name: "created_at" }) createdAt!: Date;
}
export abstract class Dated extends Base {
  @UpdateDateColumn() updatedAt!: Date;
  @DeleteDateColumn() deletedAt!: Date;
  @VersionColumn() version!: number;
}
`,
  "user.ts": `
import { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne } from "typeorm";
import { Dated } from "./base";
import { Name } from "./name";
import { Post, Tag } from "./post";
const TABLE = "users";
enum Columns { Email = "e_mail" }
@Entity({ name: TABLE, schema: "crm" })
export class User extends Dated {
  @Column(() => Name) name!: Name;
  @Column(() => Name, { prefix: "alias_" }) alias!: Name;
  @Column("varchar", { name: Columns.Email, nullable: true }) email!: string;
  @Column({ type: "text" }) plainName!: string;
  @OneToMany(() => Post, (post) => post.author) posts!: Post[];
  @OneToOne(() => Post) @JoinColumn() favourite!: Post;
  @OneToOne(() => Post, (post) => post.reviewer) reviewed!: Post;
  @ManyToMany(() => Tag) @JoinTable() tags!: Tag[];
  @ManyToMany(() => Tag) @JoinTable({ name: "user_labels", joinColumn: { name: "user_key" }, inverseJoinColumn: { name: "label_key" } }) labels!: Tag[];
}
`,
  "post.ts": `
import { Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from "typeorm";
import { User } from "./user";
@Entity()
export class BlogPost {
  @PrimaryColumn({ type: "int" }) id!: number;
  @Column({ type: "int", name: "writer" }) writerId!: number;
  @ManyToOne(() => User) @JoinColumn({ name: "writer" }) writer!: User;
}
@Entity("posts")
export class Post {
  @PrimaryColumn({ type: "int" }) id!: number;
  @ManyToOne(() => User, (user) => user.posts) author!: User;
  @OneToOne(() => User) @JoinColumn({ name: "reviewer_id" }) reviewer!: User;
  @ManyToOne(() => Tag) @JoinColumn({ name: "tag_word", referencedColumnName: "word" }) tag!: Tag;
}
@Entity()
export class Tag {
  @PrimaryColumn({ type: "text" }) word!: string;
  @PrimaryColumn({ type: "text" }) language!: string;
  @ManyToOne(() => BlogPost) post!: BlogPost;
}
`,
  "animal.ts": `
import { ChildEntity, Column, Entity, PrimaryColumn, TableInheritance, Tree, TreeChildren, TreeParent, ViewColumn, ViewEntity } from "typeorm";
@Entity() @TableInheritance({ column: { type: "text", name: "kind" } })
export class Animal { @PrimaryColumn({ type: "int" }) id!: number; @Column({ type: "text" }) kind!: string; }
@ChildEntity() export class Cat extends Animal { @Column({ type: "int" }) lives!: number; }
@Entity() @Tree("materialized-path")
export class Place { @PrimaryColumn({ type: "int" }) id!: number; @TreeParent() parent!: Place; @TreeChildren() children!: Place[]; }
@ViewEntity({ name: "cats_view", expression: "select 1 as id, 2 as total" })
export class CatView { @ViewColumn() id!: number; @ViewColumn({ name: "total" }) all!: number; }
`,
  "schema.ts": `
import { EntitySchema } from "typeorm";
export class Team { id!: number; title!: string; }
export const PartSchema = new EntitySchema<any>({ name: "Part", columns: { size: { type: "int" } } });
export const TeamSchema = new EntitySchema<Team>({
  name: "Team", tableName: "squads", target: Team,
  columns: { id: { type: "int", primary: true }, title: { type: "text", name: "label" } },
  relations: { parent: { type: "many-to-one", target: "Team" }, boss: { type: "one-to-one", target: "Team", joinColumn: { name: "boss_id" } } },
  embeddeds: { part: { schema: PartSchema, prefix: "p_" } },
});
`,
};

const CLASSES = [
  ["user.ts", "User"],
  ["post.ts", "BlogPost"],
  ["post.ts", "Post"],
  ["post.ts", "Tag"],
  ["animal.ts", "Animal"],
  ["animal.ts", "Cat"],
  ["animal.ts", "Place"],
  ["animal.ts", "CatView"],
  ["schema.ts", "TeamSchema"],
] as const;

/** `table.column` of each, once. */
function getColumnNames(lines: readonly string[]): string[] {
  return [...new Set(lines.map((line) => line.split(" = ")[0] ?? ""))].sort();
}

async function readMetadata(files: Readonly<Record<string, string>>, options: object): Promise<string[]> {
  const load = loadModules(files);
  const entities = CLASSES.map(([path, name]) => load(path)[name]);
  const source = await openDataSource({ entities, database: new PGlite(), log: [], options });
  return listMetadata(source);
}

describe("linkTypeorm against TypeORM's own metadata", () => {
  it("knows all columns and tables", async () => {
    const metadata = await readMetadata(FILES, {});
    expect(getColumnNames(listColumns(linkFiles(FILES)))).toEqual(getColumnNames(metadata));
  });

  it("knows by which properties they are reached", async () => {
    const metadata = new Set(await readMetadata(FILES, {}));
    const tables = linkFiles(FILES).filter(({ model }) => ["User", "Animal", "Cat"].includes(model));
    // A foreign key without a property of its own is reached by the relation.
    const relations = ["crm.users.favouriteId = User.favourite"];
    expect(listColumns(tables).filter((line) => !metadata.has(line))).toEqual(relations);
  });
});

describe("linkTypeorm", () => {
  const getLines = (text: string): string[] => listColumns(linkFiles({ "user.ts": text }));
  const ENTITY = `import { Column, Entity, PrimaryColumn } from "typeorm";\n`;

  it("leaves out what is neither selected, inserted nor updated", () => {
    expect(
      getLines(`${ENTITY}@Entity("users") class User {
        @Column({ select: false, insert: false, update: false }) name: string;
        @Column({ select: false }) secret: string;
      }`),
    ).toEqual(["!users.name = User.name", "users.secret = User.secret"]);
  });

  it("takes a decorator of the repo's own for a column", () => {
    expect(
      getLines(`${ENTITY}import { JsonColumn } from "./columns";
      @Entity("users") class User { @JsonColumn({ name: "set_tings" }) settings: object; }`),
    ).toEqual(["users.set_tings = User.settings"]);
  });

  it("leaves other libraries' decorators alone", () => {
    expect(
      getLines(`import { Column, Table } from "sequelize-typescript";
      @Table class User { @Column name: string; }`),
    ).toEqual([]);
    expect(
      getLines(`import { Entity, Property } from "@mikro-orm/core";
      @Entity() class User { @Property() name: string; }`),
    ).toEqual([]);
  });

  it("names columns as the strategy of the data source does", () => {
    const user = `${ENTITY}@Entity() class UserAccount { @Column() fullName: string; @Column({ name: "eMail" }) email: string; }`;
    const source = (strategy: string) =>
      `import { DataSource } from "typeorm";\nimport { ${strategy} } from "typeorm-naming-strategies";\nexport const source = new DataSource({ namingStrategy: new ${strategy}() });`;
    expect(listColumns(linkFiles({ "user.ts": user, "source.ts": source("SnakeNamingStrategy") }))).toEqual([
      "user_account.full_name = UserAccount.fullName",
      "user_account.eMail = UserAccount.email",
    ]);
    expect(listColumns(linkFiles({ "user.ts": user, "source.ts": source("HouseStrategy") }))).toEqual([
      "user_account.fullName = UserAccount.fullName",
      "user_account.full_name = UserAccount.fullName",
      "user_account.eMail = UserAccount.email",
    ]);
  });
});
