/** Migrations as projects write them; `app`, `users` and `orders` are there before (see `SETUP`). */
export const SETUP = `
CREATE SCHEMA app;
CREATE TABLE users (id serial PRIMARY KEY, name text, email text NOT NULL, age integer DEFAULT 1, "createdAt" timestamptz);
CREATE TABLE orders (id serial PRIMARY KEY, note text, user_id integer REFERENCES users);
CREATE TABLE app.items (id serial PRIMARY KEY, title text, position integer);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION old_total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER old_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
INSERT INTO users (name, email) VALUES ('a', 'a@x');
`;

export interface Case {
  readonly runner: "sequelize-cli" | "umzug";
  readonly text: string;
}

export const CASES: Readonly<Record<string, Case>> = {
  "creates a table": {
    runner: "sequelize-cli",
    text: `module.exports = {
      async up(queryInterface, Sequelize) {
        await queryInterface.createTable("teams", {
          id: { type: Sequelize.UUID, defaultValue: Sequelize.UUIDV4, primaryKey: true, allowNull: false },
          ownerId: { type: Sequelize.INTEGER, field: "owner_id", references: { model: "users", key: "id" }, onDelete: "CASCADE" },
          kind: { type: Sequelize.ENUM("a", "b"), allowNull: false, defaultValue: "a" },
          data: Sequelize.JSONB,
          createdAt: { allowNull: false, type: Sequelize.DATE },
        });
      },
      async down(queryInterface) { await queryInterface.dropTable("teams"); },
    };`,
  },
  "creates tables in schemas, with unique keys": {
    runner: "sequelize-cli",
    text: `module.exports.up = async (queryInterface, { INTEGER, STRING }) => {
      await queryInterface.createTable("labels", { id: { type: INTEGER, autoIncrement: true, primaryKey: true }, slug: STRING(20) },
        { schema: "app", uniqueKeys: { slug: { fields: ["slug"] } } });
      await queryInterface.createTable({ tableName: "tags", schema: "app" }, { id: INTEGER });
    };`,
  },
  "adds columns": {
    runner: "sequelize-cli",
    text: `"use strict";
    module.exports = {
      up: (queryInterface, Sequelize) => Promise.all([
        queryInterface.addColumn("users", "nick", Sequelize.STRING),
        queryInterface.addColumn("users", "key", { type: Sequelize.UUID, defaultValue: Sequelize.UUIDV4 }),
        queryInterface.addColumn("users", "seen", { type: Sequelize.DATE, defaultValue: Sequelize.NOW }),
        queryInterface.addColumn("users", "since", { type: Sequelize.DATE, allowNull: false, defaultValue: Sequelize.fn("now") }),
        queryInterface.addColumn("users", "score", { type: Sequelize.INTEGER, allowNull: false, defaultValue: 0 }),
        queryInterface.addColumn("users", "flag", { type: Sequelize.BOOLEAN, allowNull: true, defaultValue: null }),
        queryInterface.addColumn("users", "tags", { type: Sequelize.ARRAY(Sequelize.STRING), allowNull: false, defaultValue: [] }),
        queryInterface.addColumn("users", "is_admin", { type: Sequelize.BOOLEAN, allowNull: false, defaultValue: false }),
        queryInterface.addColumn("users", "serial_no", { type: Sequelize.INTEGER, autoIncrement: true }),
        queryInterface.addColumn("users", "mood", { type: Sequelize.ENUM, values: ["up", "down"], field: "ignored" }),
        queryInterface.addColumn({ tableName: "items", schema: "app" }, "owner", { type: Sequelize.INTEGER, references: { model: { tableName: "users", schema: "public" }, key: "id" } }),
      ]),
    };`,
  },
  "adds columns whose types are words": {
    runner: "sequelize-cli",
    text: `module.exports = { up: async (queryInterface) => {
      await queryInterface.addColumn("users", "a", "VARCHAR(20) NOT NULL DEFAULT 'x'");
      await queryInterface.addColumn("users", "b", { type: "TIMESTAMP DEFAULT CURRENT_TIMESTAMP" });
      await queryInterface.addColumn("users", "c", { type: "text" });
      await queryInterface.addColumn("users", "d", { type: "INTEGER GENERATED ALWAYS AS (age + 1) STORED" });
    } };`,
  },
  "removes and renames, in a transaction": {
    runner: "sequelize-cli",
    text: `module.exports = {
      up: async (queryInterface, Sequelize) => queryInterface.sequelize.transaction(async (transaction) => {
        await queryInterface.removeColumn("users", "name", { transaction });
        await queryInterface.renameColumn("orders", "note", "remark", { transaction });
        await queryInterface.renameTable("orders", "purchases", { transaction });
        await queryInterface.removeColumn({ tableName: "items", schema: "app" }, "title", { transaction });
      }),
    };`,
  },
  "drops tables and a schema": {
    runner: "sequelize-cli",
    text: `module.exports = { up: (queryInterface) => queryInterface.dropTable("orders", { cascade: true })
      .then(() => queryInterface.dropSchema("app")) };`,
  },
  "drops a table of a schema": {
    runner: "umzug",
    text: `export async function up({ context }) { await context.dropTable({ tableName: "items", schema: "app" }); }`,
  },
  "leaves a table alone whose schema only the options name": {
    runner: "umzug",
    text: `export const up = ({ context: queryInterface }) => queryInterface.dropTable("items", { schema: "app" });`,
  },
  "takes a dot for a part of the name": {
    runner: "umzug",
    text: `export const up = async ({ context: q }) => { await q.dropTable("app.items"); await q.createTable("app.items", { id: "integer" }); };`,
  },
  "changes columns": {
    runner: "sequelize-cli",
    text: `module.exports = { async up(queryInterface, DataTypes) {
      await queryInterface.changeColumn("users", "email", { type: DataTypes.STRING(100) });
      await queryInterface.changeColumn("users", "age", { type: DataTypes.BIGINT, allowNull: false });
      await queryInterface.changeColumn("orders", "note", { type: DataTypes.TEXT, allowNull: false, defaultValue: "" });
      await queryInterface.changeColumn("orders", "user_id", { type: DataTypes.INTEGER, references: { model: "users", key: "id" }, onDelete: "SET NULL" });
      await queryInterface.changeColumn({ tableName: "items", schema: "app" }, "n", { type: DataTypes.STRING, field: "title", defaultValue: "t" });
      await queryInterface.changeColumn({ tableName: "items", schema: "app" }, "position", DataTypes.BIGINT);
    } };`,
  },
  "runs SQL with replacements and binds": {
    runner: "sequelize-cli",
    text: `module.exports = { up: async (queryInterface, Sequelize) => {
      const { sequelize } = queryInterface;
      await sequelize.query("UPDATE users SET name = :name::text WHERE email = :email", { replacements: { name: "b", email: "a@x" } });
      await sequelize.query("UPDATE users SET name = ? WHERE email LIKE ?", { replacements: ["b", "%"], type: Sequelize.QueryTypes.UPDATE });
      await sequelize.query("UPDATE users SET name = $1, age = $2", { bind: ["b", 2] });
      await sequelize.query("UPDATE users SET name = $name", { bind: { name: "b" } });
      await sequelize.query({ query: "ALTER TABLE users DROP COLUMN age" });
      await sequelize.query(\`SELECT '{"a": 1}'::jsonb ? 'a' AND :yes\`, { replacements: { yes: true } });
      await sequelize.query(\`ALTER TABLE orders RENAME COLUMN note TO remark;
        ALTER TABLE orders ADD COLUMN total integer NOT NULL DEFAULT 0\`);
    } };`,
  },
  "loops over tables": {
    runner: "umzug",
    text: `import type { QueryInterface } from "sequelize";
    import { DataTypes } from "sequelize";
    const TABLES = ["users", "orders"] as const;
    const STAMPS = { created_at: { type: DataTypes.DATE }, updated_at: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW } };
    type Migration = (params: { context: QueryInterface }) => Promise<unknown>;
    export const up: Migration = async ({ context: queryInterface }) => {
      for (const table of TABLES) await queryInterface.addColumn(table, "deleted_at", { type: DataTypes.DATE });
      await Promise.all(TABLES.map((table) => queryInterface.addIndex(table, ["deleted_at"])));
      await queryInterface.createTable("logs", { id: { type: DataTypes.INTEGER, primaryKey: true }, ...STAMPS });
    };
    export const down: Migration = async ({ context: queryInterface }) => { await queryInterface.dropTable("logs"); };`,
  },
  "asks what is there": {
    runner: "umzug",
    text: `import { DataTypes } from "sequelize";
    const up = async ({ context: queryInterface }) => {
      const table = await queryInterface.describeTable("users");
      if (!table.nick) await queryInterface.addColumn("users", "nick", { type: DataTypes.STRING });
      const tables = await queryInterface.showAllTables();
      if (tables.includes("orders")) { await queryInterface.dropTable("orders"); }
      if (table.email) await queryInterface.removeColumn("users", "email");
    };
    export default { up };
    export { up };`,
  },
  "commits by hand": {
    runner: "sequelize-cli",
    text: `module.exports = { async up(queryInterface, Sequelize) {
      const transaction = await queryInterface.sequelize.transaction();
      try {
        await queryInterface.addColumn("users", "nick", { type: Sequelize.STRING }, { transaction });
        await queryInterface.removeColumn("users", "name", { transaction });
        await transaction.commit();
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    } };`,
  },
  "renames without a moment between": {
    runner: "sequelize-cli",
    text: `exports.up = function (queryInterface, Sequelize) {
      return queryInterface.addColumn("users", "full_name", Sequelize.STRING)
        .then(function () { return queryInterface.sequelize.query("UPDATE users SET full_name = name"); })
        .then(() => queryInterface.removeColumn("users", "name"));
    };`,
  },
  "changes an enum": {
    runner: "sequelize-cli",
    text: `module.exports = { up: async (queryInterface, Sequelize) => {
      await queryInterface.addColumn("orders", "state", { type: Sequelize.ENUM("new", "done"), defaultValue: "new" });
      await queryInterface.sequelize.query('ALTER TYPE "enum_orders_state" RENAME TO "enum_orders_state_old"');
      await queryInterface.changeColumn("orders", "note", { type: Sequelize.TEXT });
      await queryInterface.removeColumn("orders", "state");
      await queryInterface.sequelize.query('DROP TYPE IF EXISTS "enum_orders_state_old"');
      await queryInterface.dropEnum("enum_none");
    } };`,
  },
  "defines functions and triggers": {
    runner: "sequelize-cli",
    text: `module.exports = { up: async (queryInterface) => {
      await queryInterface.createFunction("new_total", [{ type: "integer", name: "a" }, { type: "text", name: "b", direction: "IN" }], "integer", "plpgsql",
        "RETURN found_rows;", ["IMMUTABLE"], { variables: [{ type: "integer", name: "found_rows", default: 1 }] });
      await queryInterface.dropFunction("old_total", [{ type: "integer" }]);
      await queryInterface.dropTrigger("orders", "old_touch");
      await queryInterface.sequelize.query("CREATE TRIGGER touch_users BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()");
    } };`,
  },
  "adds constraints": {
    runner: "sequelize-cli",
    text: `module.exports = { up: async (queryInterface, Sequelize) => {
      await queryInterface.createTable("members", { user_id: Sequelize.INTEGER, team_id: Sequelize.INTEGER });
      await queryInterface.addConstraint("members", { type: "primary key", fields: ["user_id", "team_id"], name: "members_pkey" });
      await queryInterface.addConstraint("users", { type: "unique", fields: ["email"], name: "users_email_key" });
      await queryInterface.removeConstraint("users", "users_email_key");
      await queryInterface.addIndex("users", { fields: ["age"], name: "users_age" });
      await queryInterface.removeIndex("users", "users_age");
    } };`,
  },
  "changes rows": {
    runner: "umzug",
    text: `import { Op, literal } from "sequelize";
    export const up = async ({ context: queryInterface }) => {
      await queryInterface.bulkInsert("users", [{ name: "b", email: "b@x" }]);
      await queryInterface.bulkUpdate("users", { name: "c" }, { id: { [Op.in]: [1, 2] } });
      await queryInterface.bulkUpdate("users", { name: "d" }, {});
      await queryInterface.bulkDelete("users", { id: 2 });
      const [rows] = await queryInterface.sequelize.query("SELECT id FROM users");
      for (const row of rows) await queryInterface.bulkUpdate("users", { name: literal("upper(name)") }, { id: row.id });
    };`,
  },
  "has a model of its own": {
    runner: "sequelize-cli",
    text: `module.exports = { async up(queryInterface, Sequelize) {
      const { sequelize } = queryInterface;
      await queryInterface.addColumn("users", "nick", { type: Sequelize.STRING });
      const User = sequelize.define("user", { name: Sequelize.STRING, nick: Sequelize.STRING }, { timestamps: false });
      await User.update({ nick: sequelize.col("name") }, { where: {} });
      await User.create({ name: "x", email: "y" }).catch(() => undefined);
      const users = await User.findAll();
      await sequelize.transaction(async (transaction) => {
        for (const user of users) await user.update({ nick: user.name }, { transaction });
      });
    } };`,
  },
  "hands its work to helpers of the file": {
    runner: "umzug",
    text: `import { type QueryInterface, DataTypes } from "sequelize";
    const addTo = (queryInterface: QueryInterface, table: string, columns: Record<string, unknown>) =>
      Promise.all(Object.entries(columns).map(([name, type]) => queryInterface.addColumn(table, name, type as never)));
    async function drop(queryInterface: QueryInterface, { table, column }: { table: string; column: string }) {
      await queryInterface.removeColumn(table, column);
    }
    export async function up({ context: { sequelize } }: { context: QueryInterface }) {
      const queryInterface = sequelize.getQueryInterface();
      await addTo(queryInterface, "users", { city: DataTypes.STRING, zip: { type: DataTypes.STRING, allowNull: false, defaultValue: "" } });
      await drop(queryInterface, { table: "orders", column: "note" });
      await sequelize.query(\`ALTER TABLE \${queryInterface.quoteIdentifier("users")} DROP COLUMN "age"\`);
    }`,
  },
};
