import { describe, expect, it } from "vitest";
import { readPrismaCatalog } from "../../../src/catalog/prisma/read-prisma-catalog.js";
import type { Change } from "../../../src/manifest/manifest.js";
import { detectMappings } from "../../../src/references/orm/detect-mappings.js";
import { change, createTestProject, formatDetections } from "../../support/parse.js";

function detect(text: string, ...changes: Change[]): string[] {
  const file = { path: "prisma/schema.prisma", text };
  const project = createTestProject({ changes, catalog: { tables: readPrismaCatalog([file]).tables } });
  return formatDetections(text, detectMappings(file, project));
}

describe("detectMappings", () => {
  it("declares a mapped column at the field's name", () => {
    const text = 'model User {\n  id Int @id\n  fullName String @map("name")\n  @@map("users")\n}';
    expect(detect(text, change("column", "users.name"))).toEqual(["declare 3:3 fullName"]);
  });

  it("declares nothing of an ignored field", () => {
    const text = 'model User {\n  id Int @id\n  fullName String @map("name") @ignore\n  @@map("users")\n}';
    expect(detect(text, change("column", "users.name"))).toEqual([]);
  });

  it("declares nothing of an ignored model", () => {
    const text = 'model User {\n  id Int @id\n  name String\n  @@map("users")\n  @@ignore\n}';
    expect(detect(text, change("column", "users.name"), change("table", "users"))).toEqual([]);
  });

  it("goes by the name in the database, not by the field's", () => {
    const text = 'model User {\n  id Int @id\n  name String @map("full_name")\n  @@map("users")\n}';
    expect(detect(text, change("column", "users.name"))).toEqual([]);
    expect(detect(text, change("column", "users.full_name"))).toEqual(["declare 3:3 name"]);
  });

  it("uses the model's own name where nothing is mapped", () => {
    const text = "model User {\n  id Int @id\n  name String\n}";
    expect(detect(text, change("column", "User.name"))).toEqual(["declare 3:3 name"]);
    expect(detect(text, change("column", "user.name"))).toEqual([]);
  });

  it("keeps columns of one name in two tables apart", () => {
    const text = "model User {\n  id Int @id\n  name String\n}\nmodel Team {\n  id Int @id\n  name String\n}";
    expect(detect(text, change("column", "Team.name"))).toEqual(["declare 7:3 name"]);
  });

  it("keeps schemas apart", () => {
    const text = 'model Payment {\n  amount Int @id\n  @@map("payments")\n  @@schema("billing")\n}';
    expect(detect(text, change("column", "billing.payments.amount"))).toEqual(["declare 2:3 amount"]);
    expect(detect(text, change("column", "payments.amount"))).toEqual([]);
  });

  it("declares a table at the model's name", () => {
    const text = 'model User {\n  id Int @id\n  @@map("users_old")\n}';
    expect(detect(text, change("table", "users_old"))).toEqual(["declare 1:7 User"]);
    expect(detect(text, change("table", "users"))).toEqual([]);
  });

  it("declares both of two models that map one table", () => {
    const text =
      'model A {\n  id Int @id\n  name String\n  @@map("t")\n}\nmodel B {\n  id Int @id\n  name String\n  @@map("t")\n}';
    expect(detect(text, change("column", "t.name"))).toEqual(["declare 3:3 name", "declare 8:3 name"]);
  });

  it("declares a view's column", () => {
    const text = 'view Active {\n  id Int @unique\n  name String\n  @@map("active_users")\n}';
    expect(detect(text, change("column", "active_users.name"))).toEqual(["declare 3:3 name"]);
  });

  it("leaves a relation alone: it is no column", () => {
    const text =
      "model User {\n  id Int @id\n  posts Post[]\n}\nmodel Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}";
    expect(detect(text, change("column", "Post.user"))).toEqual([]);
    expect(detect(text, change("column", "Post.userId"))).toEqual(["declare 7:3 userId"]);
  });
});
