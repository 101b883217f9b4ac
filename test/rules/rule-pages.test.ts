import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { lintText, writeProject } from "../lint/lint-text.js";

const PAGES = join(import.meta.dirname, "../../docs/rules");

/** What the examples' manifests speak of. */
const PROJECT = {
  "db/migrations/0001_users.sql":
    "create table users (id bigint, name text, full_name text, email text, team_id bigint);\ncreate table teams (id bigint, name text);\ncreate table sessions_old (user_id bigint);\n",
  "prisma/schema.prisma":
    'datasource db {\n  provider = "postgresql"\n}\nmodel User {\n  id   BigInt  @id\n  name String?\n  @@map("users")\n}\n',
  "src/schema.ts": `import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: integer("id"), name: text("name") });
`,
  "src/entities.ts": `import { Column, Entity, PrimaryColumn } from "typeorm";
@Entity("users")
export class User {
  @PrimaryColumn() id!: number;
  @Column() name!: string;
}
`,
  "src/models.ts": `import { DataTypes, Sequelize } from "sequelize";
const sequelize = new Sequelize();
export const User = sequelize.define("User", { name: DataTypes.STRING }, { tableName: "users" });
`,
  "src/color.ts": "export enum Color { Red, Green }\n",
};

interface Example {
  readonly code: string;
  readonly isCorrect: boolean;
  readonly options: string;
  /** Where it stands. */
  readonly file: string;
}

/** The fenced blocks of a page: its manifest, and its examples by the sentence that stands before them. */
function readPage(page: string): { readonly manifest: string; readonly examples: Example[] } {
  let manifest = "";
  let isCorrect = false;
  const examples: Example[] = [];
  for (const part of page.split(/^(?=Examples of \*\*|```\w)/m)) {
    if (part.startsWith("Examples of **")) isCorrect = part.startsWith("Examples of **correct");
    const [, info = "", code = ""] = /^```(.*)\n([^]*?)^```$/m.exec(part) ?? [];
    const options = /option='(.*)'/.exec(info)?.[1] ?? "{}";
    const file = /file='(.*)'/.exec(info)?.[1] ?? "src/example.ts";
    if (info === "jsonc manifest") manifest = code;
    else if (info.startsWith("ts"))
      examples.push({ code, isCorrect: isCorrect && options === "{}", options, file });
  }
  return { manifest, examples };
}

it.each(Object.keys(plugin.rules))("%s has a page", (name) => {
  expect(readdirSync(PAGES)).toContain(`${name}.md`);
});

describe.each(Object.keys(plugin.rules))("the page of %s", (name) => {
  const { manifest, examples } = readPage(readFileSync(join(PAGES, `${name}.md`), "utf8"));
  const root = writeProject({ ...PROJECT, "expand-contract.json": manifest });

  it("has incorrect and correct examples", () => {
    expect(new Set(examples.map(({ isCorrect }) => isCorrect))).toEqual(new Set([true, false]));
  });

  it.each(examples)("$isCorrect: $code", async ({ code, isCorrect, options, file }) => {
    const entry: Linter.RuleEntry = ["error", ...(options === "{}" ? [] : [JSON.parse(options)])];
    const rules = { [`expand-contract/${name}`]: entry };
    const messages = await lintText({ root, file, text: code, rules });
    const isOfPlace = (message: string) =>
      message.includes(` ${name}: `) && !message.includes(": Nothing is checked: ");
    expect(messages.filter((message) => !isOfPlace(message))).toEqual([]);
    expect(messages.length > 0).toBe(!isCorrect);
  });
});
