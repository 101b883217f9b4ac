import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readPrismaCatalog } from "../../../src/catalog/prisma/read-prisma-catalog.js";

const MAIN = `
// A comment with { braces }
generator client {
  provider = "prisma-client"
  output   = "../generated" // { not a block
  previewFeatures = ["views"]
}

datasource db {
  provider = "postgresql"
  schemas  = ["public", "billing"]
}

/// A person. @map("nothing")
model User {
  id        Int      @id @default(autoincrement())
  email     String   @unique @db.VarChar(255)
  fullName  String?  @map("name") /* the old one */
  tags      String[] @default(["a", "b"])
  role      Role     @default(MEMBER)
  balance   Decimal  @default(dbgenerated("(0)::numeric"))
  secret    String?  @ignore
  posts     Post[]   @relation("author")
  reviewed  Post[]   @relation("reviewer")
  profile   Profile?
  createdAt DateTime @default(now()) @map(name: "created_at")

  @@unique([email, fullName], name: "person")
  @@index([createdAt(sort: Desc)])
  @@map("users")
  @@schema("public")
}

enum Role {
  ADMIN  @map("admin")
  MEMBER
  @@map("roles")
  @@schema("public")
}

model Legacy {
  id Int @id
  @@ignore
  @@schema("public")
}

view ActiveUser {
  id   Int    @unique
  name String
  @@map("active_users")
  @@schema("public")
}
`;

const BLOG = `
model Post {
  authorId   Int
  slug       String
  reviewerId Int?   @map("reviewer_id")
  body       Unsupported("tsvector")?
  author     User   @relation("author", fields: [authorId], references: [id], onDelete: Cascade)
  reviewer   User?  @relation("reviewer", fields: [reviewerId], references: [id])

  @@id([authorId, slug])
  @@schema("billing")
}

model Profile {
  userId Int  @unique @id
  user   User @relation(fields: [userId], references: [id])
  @@schema("billing")
}
`;

const FILES = [
  { path: "prisma/schema.prisma", text: MAIN },
  { path: "prisma/models/blog.prisma", text: BLOG },
];

const DMMF = z.object({
  datamodel: z.object({
    models: z.array(
      z.object({
        name: z.string(),
        dbName: z.string().nullable(),
        schema: z.string().nullable(),
        fields: z.array(
          z.object({
            name: z.string(),
            dbName: z.string().nullish(),
            kind: z.string(),
            type: z.string(),
            relationFromFields: z.array(z.string()).optional(),
          }),
        ),
        primaryKey: z.object({ name: z.string().nullable(), fields: z.array(z.string()) }).nullable(),
        uniqueIndexes: z.array(z.object({ name: z.string().nullable(), fields: z.array(z.string()) })),
      }),
    ),
  }),
});

/** Prisma's own reading of the same files. */
function getDmmf() {
  const { get_dmmf } = z
    .object({ get_dmmf: z.function({ input: [z.string()], output: z.string() }) })
    .parse(createRequire(import.meta.url)("@prisma/prisma-schema-wasm"));
  const prismaSchema = FILES.map(({ path, text }) => [path, text]);
  return DMMF.parse(JSON.parse(get_dmmf(JSON.stringify({ prismaSchema, noColor: true })))).datamodel.models;
}

const sort = (names: readonly string[]): string[] => [...names].sort();

describe("readPrismaCatalog", () => {
  const { tables, provider, problems } = readPrismaCatalog(FILES);

  it("has no problem with what Prisma takes", () => {
    expect(problems).toEqual([]);
    expect(provider).toBe("postgresql");
  });

  it("agrees with Prisma about models and tables", () => {
    const declared = tables.filter(({ isDeclared }) => isDeclared);
    const ours = declared.map(({ schema, table, model }) => `${model} ${schema}.${table}`);
    const theirs = getDmmf().map(({ name, dbName, schema }) => `${name} ${schema}.${dbName ?? name}`);
    expect(sort(ours)).toEqual(sort(theirs));
    expect(tables.filter(({ isDeclared }) => !isDeclared).map(({ model }) => model)).toEqual(["Legacy"]);
  });

  it("agrees with Prisma about fields and columns", () => {
    const ours = tables.flatMap(({ model, columns }) =>
      columns
        .filter(({ isDeclared }) => isDeclared)
        .map(({ property, column }) => `${model}.${property} ${column}`),
    );
    const theirs = getDmmf().flatMap(({ name: model, fields }) =>
      fields
        .filter(({ kind }) => kind === "scalar" || kind === "enum")
        .map(({ name, dbName }) => `${model}.${name} ${dbName ?? name}`),
    );
    expect(sort(ours)).toEqual(sort(theirs));
  });

  it("agrees with Prisma about relations", () => {
    const ours = tables.flatMap(({ model, relations }) =>
      relations.map(
        ({ property, model: other, fields = [] }) => `${model}.${property} ${other} ${fields.join()}`,
      ),
    );
    const theirs = getDmmf().flatMap(({ name: model, fields }) =>
      fields
        .filter(({ kind }) => kind === "object")
        .map(
          ({ name, type, relationFromFields = [] }) =>
            `${model}.${name} ${type} ${relationFromFields.join()}`,
        ),
    );
    expect(sort(ours)).toEqual(sort(theirs));
  });

  it("agrees with Prisma about compound selectors", () => {
    const ours = tables.flatMap(({ model, compounds }) =>
      [...compounds].map(([name, fields]) => `${model} ${name} ${fields}`),
    );
    const theirs = getDmmf().flatMap(({ name: model, primaryKey, uniqueIndexes }) =>
      [...(primaryKey ? [primaryKey] : []), ...uniqueIndexes]
        .filter(({ fields }) => fields.length > 1)
        .map(({ name, fields }) => `${model} ${name ?? fields.join("_")} ${fields}`),
    );
    expect(sort(ours)).toEqual(sort(theirs));
  });

  it("places each model and property at its name", () => {
    const texts = new Map(FILES.map(({ path, text }) => [path, text]));
    for (const { file, model, start, end, columns } of tables) {
      expect(texts.get(file)?.slice(start, end)).toBe(model);
      for (const column of columns)
        expect(texts.get(file)?.slice(column.start, column.end)).toBe(column.property);
    }
  });

  it("knows ignored and unsupported fields, and declares none of them", () => {
    const undeclared = tables.flatMap(({ model, columns }) =>
      columns.filter(({ isDeclared }) => !isDeclared).map(({ property }) => `${model}.${property}`),
    );
    expect(undeclared).toEqual(["User.secret", "Legacy.id", "Post.body"]);
  });
});

describe("readPrismaCatalog of files that Prisma refuses", () => {
  const read = (text: string) => readPrismaCatalog([{ path: "schema.prisma", text }]);

  it("keeps what stands around a line that makes no sense", () => {
    const { tables } = read(
      "model A {\n  id Int @id\n  ??? !\n  name String @map(\n}\nmodel B {\n  id Int @id\n}",
    );
    expect(tables[0]?.columns.map(({ property }) => property)).toEqual(["id", "name"]);
  });

  it("reports a block that does not end, and text outside of blocks", () => {
    expect(read("model A {\n  id Int @id\n").problems).toEqual([
      { file: "schema.prisma", offset: 6, message: "model A has no closing }" },
    ]);
    expect(read("nonsense\nmodel A {\n  id Int @id\n}").problems).toEqual([
      { file: "schema.prisma", offset: 0, message: 'expected a block, found "nonsense"' },
    ]);
  });

  it("reads a datasource url of older versions without complaint", () => {
    const { problems, tables } = read(
      'datasource db {\n  provider = "mysql"\n  url = env("DATABASE_URL")\n}\nmodel A {\n  id Int @id\n}',
    );
    expect(problems).toEqual([]);
    expect(tables).toHaveLength(1);
  });

  it("has nothing for an empty file", () => {
    expect(read("").tables).toEqual([]);
  });
});
