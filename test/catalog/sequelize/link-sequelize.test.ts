import { createRequire } from "node:module";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readCatalog } from "../../support/sequelize-project.js";

const require = createRequire(import.meta.url);
const made = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");
const models = z.record(
  z.string(),
  z.custom<{ getTableName(): unknown; getAttributes(): object }>((value) => typeof value === "function"),
);
const attributes = z.record(z.string(), z.object({ field: z.string().optional(), type: z.unknown() }));

/** `Model table: column, …`, by Sequelize itself. */
function getTruth(text: string): string[] {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  });
  const exports = {};
  made.parse(new Function("exports", "require", `require("reflect-metadata");${outputText}`))(
    exports,
    require,
  );
  const { sequelize } = z.object({ sequelize: z.object({ models: z.unknown() }) }).parse(exports);
  return Object.entries(models.parse(sequelize.models))
    .map(([name, model]) => {
      const columns = Object.entries(attributes.parse({ ...model.getAttributes() }))
        .filter(([, { type }]) => !String(type).includes("VIRTUAL"))
        .map(([property, { field = property }]) => field);
      return `${name} ${String(model.getTableName())}: ${columns.sort().join(", ")}`;
    })
    .sort();
}

function getRead(text: string): string[] {
  return readCatalog({ "src/models.ts": text })
    .tables.map(({ name, table, columns }) => {
      const names = columns.map(({ column }) => column);
      return `${name ?? ""} ${table}: ${names.sort().join(", ")}`;
    })
    .sort();
}

const PLAIN = `import { Sequelize, DataTypes, Model } from "sequelize";\n`;
const DECORATED = `import { Model, Sequelize, Table, Column, DataType, ForeignKey, BelongsTo, HasMany, BelongsToMany, CreatedAt, UpdatedAt, DeletedAt, PrimaryKey, AllowNull, Default } from "sequelize-typescript";\n`;
const OPEN = `"postgres://localhost/test"`;

const CASES = {
  "define, with the plural of its name and timestamps": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN});
    export const Category = sequelize.define("Category", { title: DataTypes.STRING, shown: { type: DataTypes.BOOLEAN, field: "is_shown" } });`,
  "define, underscored, paranoid, with a virtual attribute and a key of its own": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN});
    export const Person = sequelize.define("Person", {
      uuid: { type: DataTypes.UUID, primaryKey: true }, fullName: DataTypes.STRING, label: { type: DataTypes.VIRTUAL }, short: DataTypes.VIRTUAL(DataTypes.STRING),
    }, { underscored: true, paranoid: true });`,
  "init, frozen, without timestamps": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN});
    export class User extends Model {}
    User.init({ firstName: DataTypes.STRING }, { sequelize, freezeTableName: true, timestamps: false });`,
  "init, with a model's name, a table's name and renamed timestamps": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN});
    export class User extends Model {}
    User.init({ firstName: { type: DataTypes.STRING, field: "first" } }, { sequelize, modelName: "person", tableName: "people_old", createdAt: "madeAt", updatedAt: false });`,
  "options of every model": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN}, { define: { underscored: true, timestamps: false } });
    export const OrderItem = sequelize.define("OrderItem", { unitPrice: DataTypes.INTEGER });`,
  "keys that associations add": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN}, { define: { timestamps: false } });
    export const User = sequelize.define("User", { email: DataTypes.STRING });
    export const Post = sequelize.define("Post", { title: DataTypes.STRING });
    export const Tag = sequelize.define("Tag", { label: DataTypes.STRING }, { underscored: true });
    User.hasMany(Post); Post.belongsTo(User, { as: "editor" }); Tag.belongsTo(Post); User.hasOne(Tag, { foreignKey: { name: "ownerId", field: "owner" } });`,
  "a model between two": `${PLAIN}
    export const sequelize = new Sequelize(${OPEN}, { define: { timestamps: false } });
    export const User = sequelize.define("User", { email: DataTypes.STRING });
    export const Group = sequelize.define("Group", { title: DataTypes.STRING });
    export const Membership = sequelize.define("Membership", { role: DataTypes.STRING });
    User.belongsToMany(Group, { through: Membership }); Group.belongsToMany(User, { through: Membership });`,
  decorators: `${DECORATED}
    @Table({ tableName: "users", modelName: "user", underscored: true })
    export class User extends Model {
      @Column(DataType.STRING) fullName: string;
      @Column({ type: DataType.STRING, field: "mail" }) email: string;
      @Column(DataType.VIRTUAL) label: string;
      @AllowNull @Default(0) @Column(DataType.INTEGER) visits: number;
      nickname: string;
    }
    export const sequelize = new Sequelize(${OPEN}, { models: [User] });`,
  "decorators of a base class": `${DECORATED}
    export abstract class Base extends Model {
      @PrimaryKey @Column(DataType.UUID) uuid: string;
      @CreatedAt madeAt: Date;
      @UpdatedAt changedAt: Date;
    }
    export class Paranoid extends Base { @DeletedAt goneAt: Date; }
    @Table export class Invoice extends Paranoid { @Column(DataType.STRING) total: string; }
    export const sequelize = new Sequelize(${OPEN}, { models: [Invoice] });`,
  "decorated associations": `${DECORATED}
    @Table({ timestamps: false }) export class Team extends Model { @Column(DataType.STRING) title: string; @HasMany(() => Player) players: Player[]; }
    @Table({ timestamps: false }) export class Player extends Model {
      @ForeignKey(() => Team) @Column({ type: DataType.INTEGER, field: "team" }) teamId: number;
      @BelongsTo(() => Team) team: Team;
      @BelongsTo(() => Team, "formerTeamId") former: Team;
    }
    export const sequelize = new Sequelize(${OPEN}, { models: [Team, Player] });`,
} as const;

describe("linkSequelize against Sequelize itself", () => {
  it.each(Object.entries(CASES))("%s", (_name, text) => {
    expect(getRead(text)).toEqual(getTruth(text));
  });
});
