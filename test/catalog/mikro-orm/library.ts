/** A small library in all the ways that MikroORM lets entities be written, by path. */
export const LIBRARY = {
  "base.ts": `
import { OptionalProps, PrimaryKey, Property } from "@mikro-orm/core";
export abstract class Base {
  [OptionalProps]?: "createdAt";
  @PrimaryKey({ type: "uuid", fieldName: "key" }) id!: string;
  @Property({ type: "Date" }) createdAt: Date = new Date();
}
`,
  "address.ts": `
import { Embeddable, Embedded, Property } from "@mikro-orm/core";
@Embeddable()
export class Point {
  @Property({ type: "number" }) latitude!: number;
  @Property({ type: "number", name: "lng" }) longitude!: number;
}
@Embeddable()
export class Address {
  @Property({ type: "string" }) streetName!: string;
  @Property({ type: "string", fieldName: "town" }) city!: string;
  @Embedded(() => Point) point!: Point;
  @Embedded(() => Point, { prefix: false }) bare!: Point;
}
`,
  "author.ts": `
import { Collection, Embedded, Entity, Enum, Formula, ManyToMany, ManyToOne, OneToMany, OneToOne, Property, SerializedPrimaryKey } from "@mikro-orm/core";
import { Base } from "./base";
import { Address } from "./address";
import { Book, Tag } from "./book";
const TABLE = "writers";
enum Columns { Email = "e_mail" }
@Entity({ tableName: TABLE, schema: "crm" })
export class Author extends Base {
  @Property({ type: "string" }) firstName!: string;
  @Property({ type: "string", fieldName: Columns.Email }) email!: string;
  @Property({ type: "string", lazy: true, columnType: "text" }) aboutMe!: string;
  @Property({ type: "string", persist: false }) token!: string;
  @Property({ type: "string", persist: false }) get fullName() { return this.firstName; }
  @Property({ type: "string" }) get initials() { return this.firstName; }
  @Formula("upper(first_name)", { type: "string" }) loud!: string;
  @Enum({ items: ["a", "b"], fieldName: "kind_of" }) kind!: string;
  @Embedded(() => Address) home!: Address;
  @Embedded(() => Address, { prefix: "work_" }) work!: Address;
  @Embedded(() => Address, { object: true }) meta!: Address;
  @Embedded(() => Address, { array: true }) olderOnes!: Address[];
  @OneToMany(() => Book, (book) => book.author) books = new Collection<Book>(this);
  @ManyToOne(() => Book, { nullable: true }) favouriteBook!: Book;
  @ManyToOne({ entity: () => Author, joinColumn: "mentor" }) teacher!: Author;
  @OneToOne({ entity: () => Book, mappedBy: "reviewer" }) reviewed!: Book;
  @ManyToMany(() => Tag) likedTags = new Collection<Tag>(this);
  @ManyToMany({ entity: () => Tag, pivotTable: "author_words", joinColumn: "author", inverseJoinColumn: "word" }) words = new Collection<Tag>(this);
}
`,
  "book.ts": `
import { Collection, Entity, ManyToMany, ManyToOne, OneToOne, PrimaryKey, PrimaryKeyProp, Property } from "@mikro-orm/core";
import { Author } from "./author";
@Entity()
export class Book {
  @PrimaryKey({ type: "number" }) id!: number;
  @Property({ type: "string", name: "the_title" }) title!: string;
  @Property({ type: "number" }) ISBN10Code!: number;
  @ManyToOne(() => Author) author!: Author;
  @OneToOne(() => Author, (author) => author.reviewed, { owner: true }) reviewer!: Author;
  @ManyToOne(() => Page) firstPage!: Page;
}
@Entity()
export class Tag {
  @PrimaryKey({ type: "string" }) word!: string;
  @ManyToMany(() => Author, (author) => author.likedTags) likers = new Collection<Author>(this);
}
@Entity()
export class Page {
  @ManyToOne(() => Book, { primary: true }) book!: Book;
  @PrimaryKey({ type: "number" }) pageNumber!: number;
  [PrimaryKeyProp]?: ["book", "pageNumber"];
}
`,
  "person.ts": `
import { Entity, PrimaryKey, Property } from "@mikro-orm/core";
@Entity({ discriminatorColumn: "kind", discriminatorMap: { person: "Person", employee: "Employee" } })
export class Person {
  @PrimaryKey({ type: "number" }) id!: number;
  @Property({ type: "string" }) lastName!: string;
}
@Entity()
export class Employee extends Person {
  @Property({ type: "number" }) monthlyPay!: number;
}
@Entity()
export class Plain {
  @PrimaryKey({ type: "number" }) id!: number;
  @Property({ type: "string" }) nickName!: string;
}
@Entity({ tableName: "extended" })
export class Extended extends Plain {
  @Property({ type: "string" }) petName!: string;
}
@Entity({ expression: "select 1 as total" })
export class Stats { @Property({ type: "number" }) total!: number; }
`,
  "schema.ts": `
import { EntitySchema, defineEntity, p } from "@mikro-orm/core";
export class Shop { id!: number; shopName!: string; }
export const ShopSchema = new EntitySchema({
  class: Shop,
  properties: {
    id: { type: "number", primary: true },
    shopName: { type: "string", fieldName: "label" },
    owner: { kind: "m:1", entity: "Dealer" },
    ownedBy: { kind: "m:1", entity: () => Dealer, joinColumn: "proprietor" },
    hidden: { type: "string", persist: false },
  },
});
export const Dealer = new EntitySchema({
  name: "Dealer",
  tableName: "dealers",
  properties: {
    id: { type: "number", primary: true },
    shops: { kind: "1:m", entity: "Shop", mappedBy: "owner" },
  },
});
export const Stock = defineEntity({
  name: "Stock",
  tableName: "stocks",
  properties: (p) => ({
    id: p.integer().primary(),
    itemName: p.string().fieldName("label").nullable(),
    itemCount: p.integer(),
    gone: p.string().persist(false),
    dealer: () => p.manyToOne(Dealer),
    seller: () => p.manyToOne(Dealer).joinColumn("sold_by"),
    total: p.integer().formula("1"),
  }),
});
const stamps = { updatedAt: p.datetime() };
export const Shelf = defineEntity({
  name: "Shelf",
  properties: { id: p.integer().primary(), ...stamps, stock: () => p.oneToOne(Stock).owner() },
});
`,
};
