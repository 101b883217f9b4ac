import { describe, expect, it } from "vitest";
import { detectSequelizeCalls } from "../../../../src/references/orm/sequelize/detect-sequelize-calls.js";
import { change, formatDetections, parseTestScript } from "../../../support/parse.js";
import { createSequelizeProject } from "../../../support/sequelize-project.js";

const NAME = change("column", "users.name");

function detect(text: string, files: Readonly<Record<string, string>>): string[] {
  const project = createSequelizeProject(files, [NAME]);
  return formatDetections(text, detectSequelizeCalls(parseTestScript("src/a.ts", text), project));
}

describe("models that a function gives", () => {
  const FILES = {
    "src/models/user.ts": `import { DataTypes, Model, Sequelize } from "sequelize";
export interface UserRow extends Model { name: string }
export const defineUser = (sequelize: Sequelize) =>
  sequelize.define<UserRow>("person", { name: DataTypes.STRING }, { tableName: "users" });`,
    "src/models/post.ts": `import { DataTypes, Sequelize } from "sequelize";
export default (sequelize: Sequelize) => sequelize.define("post", { name: DataTypes.STRING }, { tableName: "posts" });`,
    "src/models/index.ts": `import { defineUser } from "./user";
import definePost from "./post";
import { makeUser } from "../make-user";
export const User = defineUser(sequelize);
export const Article = definePost(sequelize);
export const Guest = makeUser(sequelize);
export const models = { Account: defineUser(sequelize) };`,
    "src/make-user.ts": `export const makeUser = (sequelize: unknown) => ({ name: "x", findOne: () => sequelize });`,
  };

  it.each([
    [`import { User } from "./models/index"; User.findOne({ where: { name } });`, ["read 1:64 name"]],
    [`import { Article } from "./models/index"; Article.findOne({ where: { name } });`, []],
    [`import { Guest } from "./models/index"; Guest.findOne({ where: { name } });`, []],
    [`import { models } from "./models/index"; models.Account.create({ name });`, ["write 1:66 name"]],
    [
      `import { defineUser } from "./models/user"; const Person = defineUser(db); Person.create({ name });`,
      ["write 1:92 name"],
    ],
    [`import { makeUser } from "./make-user"; const Person = makeUser(db); Person.create({ name });`, []],
    [
      `import type { UserRow } from "./models/user"; export const show = (row: UserRow) => row.name;`,
      ["read 1:89 name"],
    ],
    [`interface UserRow { name: string } export const show = (row: UserRow) => row.name;`, []],
  ])("%s", (text, expected) => expect(detect(text, FILES)).toEqual(expected));
});

describe("models of a function that defines several", () => {
  const FILES = {
    "src/models.ts": `import { DataTypes, Sequelize } from "sequelize";
export const defineAll = (sequelize: Sequelize) => {
  const User = sequelize.define("User", { name: DataTypes.STRING }, { tableName: "users" });
  const Post = sequelize.define("Post", { name: DataTypes.STRING }, { tableName: "posts" });
  return { User, Post };
};`,
  };

  it.each([
    [
      `import { defineAll } from "./models"; const { User, Post } = defineAll(sequelize); User.create({ name }); Post.create({ name });`,
      ["write 1:98 name"],
    ],
    [`const { User } = readRows(file); User.create({ name });`, []],
    [`const models = initModels(sequelize); models.User.create({ name });`, ["write 1:60 name"]],
  ])("%s", (text, expected) => expect(detect(text, FILES)).toEqual(expected));
});

describe("models by the names that objects have for them", () => {
  const FILES = {
    "src/models/person.js": `module.exports = (sequelize, DataTypes) => sequelize.define("person", { name: DataTypes.STRING }, { tableName: "users" });`,
    "src/models/users.ts": `import { DataTypes, Model } from "sequelize";
export class Admin extends Model {
  static initModel(sequelize) { return Admin.init({ name: DataTypes.STRING }, { sequelize, tableName: "users" }); }
}`,
    "src/models/index.js": `const Sequelize = require("sequelize");
db.people = require("./person")(sequelize, Sequelize);
db.places = require("./place")(sequelize, Sequelize);
module.exports = db;`,
  };

  it.each([
    [
      `const db = require("./models"); const Person = db.people; Person.create({ name });`,
      ["write 1:75 name"],
    ],
    [`const db = require("./models"); const Place = db.places; Place.create({ name });`, []],
    [
      `import { Admin as Made } from "./models/users"; const people = Made.initModel(sequelize); people.create({ name });`,
      ["write 1:107 name"],
    ],
    [
      `const User = require("./models/person")(sequelize, DataTypes); User.prototype.label = function () { return this.name; };`,
      ["read 1:113 name"],
    ],
    [
      `const User = require("./models/person")(sequelize, DataTypes); User.byName = function (name) { return this.findOne({ where: { name } }); };`,
      ["read 1:127 name"],
    ],
    [
      `const User = require("./models/person")(sequelize, DataTypes); form.label = function () { return this.name; };`,
      [],
    ],
  ])("%s", (text, expected) => expect(detect(text, FILES)).toEqual(expected));
});

it("reads models that are defined with type arguments, and those of type arguments alone are none", () => {
  const text = `import { User } from "./m"; User.create({ name });`;
  const files = {
    "src/m.ts": `import { DataTypes } from "sequelize";
export const User = sequelize.define<UserInstance>("User", { name: DataTypes.STRING }, { tableName: "users" });`,
  };
  expect(detect(text, files)).toEqual(["write 1:43 name"]);
  expect(detect(text, { "src/m.ts": `export const User = define<UserInstance>("users");` })).toEqual([]);
});
