import { expect } from "vitest";
import { readPrismaCatalog } from "../../../../src/catalog/prisma/read-prisma-catalog.js";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectPrismaCalls } from "../../../../src/references/orm/prisma/detect-prisma-calls.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { change, createTestProject, parseTestScript } from "../../../support/parse.js";
import { createPrismaRunner } from "../../../support/prisma-client.js";

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model User {
  id     Int     @id
  email  String  @unique
  name   String? @map("full_name")
  tenant Int
  posts  Post[]
  @@unique([tenant, name])
  @@map("users")
}
model Post {
  id       Int    @id
  name     String
  authorId Int    @map("author_id")
  author   User   @relation(fields: [authorId], references: [id])
  @@map("posts")
}
`;
const WITHOUT = SCHEMA.replace(/^.*full_name.*\n/m, "").replace(/^.*@@unique.*\n/m, "");

const RESET = `
drop table if exists posts;
drop table if exists users;
create table users (id int primary key, email text not null unique, full_name text, tenant int not null, unique (tenant, full_name));
create table posts (id int primary key, name text not null, author_id int not null references users);
insert into users values (1, 'a@x', 'Ann', 1), (2, 'b@x', 'Bob', 1);
insert into posts values (1, 'First', 1);
`;

const CHANGE = change("column", "users.full_name");
const catalog = readPrismaCatalog([{ path: "schema.prisma", text: SCHEMA }]);
const project = createTestProject({ changes: [CHANGE], catalog });

const runWith = createPrismaRunner({ schema: SCHEMA, reset: RESET });
const runWithout = createPrismaRunner({ schema: WITHOUT, reset: RESET });

const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "full_name", "tenant"] },
  { table: "posts", columns: ["id", "name", "author_id"] },
]);

/** What is known of a call. */
export interface Judged {
  /** The client refuses the call once the field is out of the schema. */
  readonly isNeeded: boolean;
  /** The SQL of the call writes the column. */
  readonly isWritten: boolean;
}

export async function getTruth(call: string): Promise<Judged> {
  const { sql, refusal } = await runWith(call);
  expect(refusal).toBeUndefined();
  const uses = sql.flatMap((text) => analyzePostgres(text, { changes: [CHANGE], tables }).uses);
  const without = await runWithout(call);
  return {
    isNeeded: without.refusal !== undefined,
    isWritten: uses.some(({ access }) => access === "write"),
  };
}

export function getDetected(call: string): Judged {
  const found = detectPrismaCalls(parseTestScript("a.ts", call), project);
  return { isNeeded: found.length > 0, isWritten: found.some(({ access }) => access === "write") };
}
