import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectSequelizeCalls } from "../../../../src/references/orm/sequelize/detect-sequelize-calls.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { change, parseTestScript } from "../../../support/parse.js";
import { createSequelizeProject } from "../../../support/sequelize-project.js";
import { createSequelizeRunner } from "../../../support/sequelize-runner.js";

/** Both `users` and `posts` have a column `full_name`; the one of `users` goes. */
const MODELS = `
const Team = sequelize.define("Team", { title: DataTypes.STRING }, { underscored: true, timestamps: false });
const User = sequelize.define("User", {
  email: { type: DataTypes.STRING, unique: true },
  fullName: DataTypes.STRING,
  visits: DataTypes.INTEGER,
  meta: DataTypes.JSONB,
  label: DataTypes.VIRTUAL,
}, { underscored: true, timestamps: false });
const Post = sequelize.define("Post", { fullName: DataTypes.STRING, likes: DataTypes.INTEGER }, { underscored: true, timestamps: false });
User.hasMany(Post, { as: "posts", foreignKey: "authorId" });
Post.belongsTo(User, { as: "author", foreignKey: "authorId" });
User.belongsTo(Team, { as: "team", foreignKey: "teamId" });
Team.hasMany(User, { as: "members", foreignKey: "teamId" });
`;
const WITHOUT = MODELS.replace(/^ {2}fullName.*\n/m, "");

const RESET = `
drop table if exists posts; drop table if exists users; drop table if exists teams;
create table teams (id serial primary key, title text);
create table users (id serial primary key, email text unique, full_name text, visits int default 0, meta jsonb, team_id int references teams);
create table posts (id serial primary key, full_name text, likes int default 0, author_id int references users);
insert into teams (title) values ('Core');
insert into users (email, full_name, team_id) values ('a@x', 'Ann', 1), ('b@x', 'Bob', 1);
insert into posts (full_name, author_id) values ('First', 1);
`;

const CHANGE = change("column", "users.full_name");
const project = createSequelizeProject(
  { "src/models.ts": `import { Sequelize } from "sequelize";\n${MODELS}\nexport { User, Post, Team };` },
  [CHANGE],
);

const runWith = createSequelizeRunner({ models: MODELS, reset: RESET });
const runWithout = createSequelizeRunner({
  models: WITHOUT,
  reset: `${RESET} alter table users drop column full_name;`,
});

const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "full_name", "visits", "meta", "team_id"] },
  { table: "posts", columns: ["id", "full_name", "likes", "author_id"] },
  { table: "teams", columns: ["id", "title"] },
]);

interface Judged {
  /** It fails once model and table lack the column, or its SQL writes it: Sequelize drops values that it has no attribute for. */
  readonly isUsed: boolean;
  readonly isWritten: boolean;
}

async function getTruth(call: string): Promise<Judged> {
  const { sql, failure } = await runWith(call);
  expect(failure).toBeUndefined();
  const uses = sql.flatMap((text) => analyzePostgres(text, { changes: [CHANGE], tables }).uses);
  const isWritten = uses.some(({ access }) => access === "write");
  const without = await runWithout(call);
  return { isUsed: isWritten || without.failure !== undefined, isWritten };
}

const IMPORTS = `import { Op, Sequelize } from "sequelize";\nimport { User, Post, Team } from "./models";\n`;

function getDetected(call: string): Judged {
  const found = detectSequelizeCalls(parseTestScript("src/a.ts", IMPORTS + call), project).filter(
    ({ access }) => access !== "type",
  );
  return { isUsed: found.length > 0, isWritten: found.some(({ access }) => access === "write") };
}

const CALLS = [
  "await User.findAll()",
  "await User.findAll({ attributes: ['id'] })",
  "await User.findAll({ attributes: ['id', 'fullName'] })",
  "await Post.findAll({ attributes: ['id', 'fullName'] })",
  "await User.findAll({ attributes: { exclude: ['fullName'] } })",
  "await User.findAll({ attributes: { exclude: ['email'], include: [[Sequelize.fn('lower', Sequelize.col('full_name')), 'lowered']] } })",
  "await User.findAll({ attributes: [['full_name', 'display']] })",
  "await User.findAll({ attributes: [['email', 'fullName']] })",
  "await User.findAll({ attributes: [[Sequelize.fn('count', Sequelize.col('id')), 'fullName']] })",
  "await User.findOne({ where: { fullName: 'Ann' }, attributes: ['id'] })",
  "await Post.findOne({ where: { fullName: 'First' } })",
  "await User.findOne({ where: { email: 'fullName' }, attributes: ['id'] })",
  "await User.findAll({ where: { fullName: { [Op.iLike]: 'a%' } }, attributes: ['id'] })",
  "await User.findAll({ where: { [Op.or]: [{ id: 1 }, { fullName: 'Ann' }] }, attributes: ['id'] })",
  "await User.findAll({ where: { [Op.and]: { [Op.not]: { fullName: null } } }, attributes: ['id'] })",
  "await User.findAll({ where: { email: { [Op.col]: 'User.full_name' } }, attributes: ['id'] })",
  "await User.findAll({ where: { email: { [Op.or]: [{ [Op.eq]: 'a@x' }, { [Op.ne]: 'fullName' }] } }, attributes: ['id'] })",
  "await User.findAll({ where: Sequelize.where(Sequelize.fn('lower', Sequelize.col('full_name')), 'ann'), attributes: ['id'] })",
  "await User.findAll({ where: Sequelize.where(Sequelize.col('email'), { [Op.ne]: 'full_name' }), attributes: ['id'] })",
  "await User.findAll({ where: Sequelize.literal('full_name is not null'), attributes: ['id'] })",
  "await User.findAll({ where: { [Op.and]: [Sequelize.literal('\"User\".\"full_name\" <> email')] }, attributes: ['id'] })",
  "await User.findAll({ where: Sequelize.literal(\"email <> 'full_name'\"), attributes: ['id'] })",
  "await User.findAll({ where: Sequelize.and({ id: 1 }, Sequelize.or({ fullName: 'Ann' }, { email: 'x' })), attributes: ['id'] })",
  "await User.findAll({ where: { 'meta.fullName': 'x' }, attributes: ['id'] })",
  "await User.findAll({ where: { meta: { fullName: 'x' } }, attributes: ['id'] })",
  "await User.findAll({ order: [['fullName', 'DESC']], attributes: ['id'] })",
  "await User.findAll({ order: ['fullName'], attributes: ['id'] })",
  "await User.findAll({ order: [['email', 'ASC']], attributes: ['id'] })",
  "await User.findAll({ order: [[Sequelize.fn('lower', Sequelize.col('full_name')), 'DESC']], attributes: ['id'] })",
  "await User.findAll({ order: Sequelize.literal('full_name desc'), attributes: ['id'] })",
  "await Post.findAll({ include: [{ model: User, as: 'author', attributes: ['id'] }], order: [[{ model: User, as: 'author' }, 'fullName', 'ASC']] })",
  "await Post.findAll({ include: [{ model: User, as: 'author', attributes: ['id'] }], order: [['author', 'fullName', 'ASC']] })",
  "await Post.findAll({ include: [{ model: User, as: 'author', attributes: ['id'] }], order: [['fullName', 'ASC']] })",
  "await User.findAll({ include: [{ model: Post, as: 'posts', attributes: ['id'] }], order: [['posts', 'fullName', 'ASC']], attributes: ['id'] })",
  "await Post.findAll({ include: ['author'] })",
  "await Post.findAll({ include: [{ association: 'author', attributes: ['fullName'] }] })",
  "await Post.findAll({ include: [{ model: User, as: 'author', where: { fullName: 'Ann' }, attributes: [] }] })",
  "await Post.findAll({ include: [{ model: User, as: 'author', attributes: ['id'] }], where: { '$author.full_name$': 'Ann' } })",
  "await User.findAll({ include: [{ model: Post, as: 'posts', attributes: ['id'] }], where: { '$posts.full_name$': 'First' }, attributes: ['id'] })",
  "await Team.findAll({ include: [{ model: User, as: 'members', attributes: ['id'], include: [{ model: Post, as: 'posts', where: { fullName: 'First' } }] }] })",
  "await Team.findAll({ include: [{ model: User, as: 'members', attributes: ['id'] }], where: Sequelize.literal('\"members\".\"full_name\" is not null') })",
  "await Team.findAll({ include: [{ model: User, as: 'members', attributes: ['id'], required: true, on: { full_name: 'Ann' } }] })",
  "await User.findAll({ attributes: [[Sequelize.fn('count', Sequelize.col('id')), 'n']], group: ['full_name'] })",
  "await User.findAll({ attributes: [[Sequelize.fn('count', Sequelize.col('id')), 'n']], group: ['email'] })",
  "await User.findAll({ attributes: ['email'], group: ['email'], having: Sequelize.where(Sequelize.fn('max', Sequelize.col('full_name')), { [Op.ne]: null }) })",
  "await User.count({ where: { fullName: 'Ann' } })",
  "await User.count({ distinct: true, col: 'full_name' })",
  "await User.count()",
  "await User.max('fullName')",
  "await Post.max('fullName')",
  "await User.min('email', { where: { fullName: 'Ann' } })",
  "await User.findByPk(1, { attributes: ['fullName'] })",
  "await User.findAndCountAll({ where: { fullName: 'Ann' }, attributes: ['id'] })",
  "await User.unscoped().findAll({ where: { fullName: 'Ann' }, attributes: ['id'] })",
  "await User.create({ email: 'c@x', fullName: 'Cay' })",
  "await User.create({ email: 'c@x' })",
  "await User.create({ email: 'c@x', fullName: 'Cay' }, { fields: ['email', 'fullName'] })",
  "await Post.create({ fullName: 'Second' })",
  "await User.create({ email: 'c@x', posts: [{ fullName: 'Third' }] }, { include: ['posts'] })",
  "await Post.create({ likes: 1, author: { email: 'd@x', fullName: 'Dee' } }, { include: ['author'] })",
  "await User.bulkCreate([{ email: 'c@x', fullName: 'Cay' }, { email: 'd@x' }])",
  "await User.bulkCreate([{ id: 1, email: 'a@x' }], { updateOnDuplicate: ['email'] })",
  "await User.bulkCreate([{ email: 'a@x', fullName: 'Amy' }], { updateOnDuplicate: ['fullName'], conflictAttributes: ['email'] })",
  "const rows = ['x'].map((fullName) => ({ fullName })); await User.bulkCreate(rows)",
  "const values = { email: 'c@x' }; values.fullName = 'Cay'; await User.create(values)",
  "await User.build({ email: 'c@x', fullName: 'Cay' }).save()",
  "const user = new User({ email: 'c@x' }); user.fullName = 'Cay'; await user.save()",
  "const user = new User({ email: 'c@x' }); user.email = 'fullName'; await user.save()",
  "await User.update({ fullName: 'All' }, { where: { id: 1 } })",
  "await User.update({ email: 'e@x' }, { where: { fullName: 'Ann' } })",
  "await User.update({ visits: Sequelize.literal('length(full_name)') }, { where: { id: 1 } })",
  "await Post.update({ fullName: 'All' }, { where: { id: 1 } })",
  "await User.upsert({ id: 1, email: 'a@x', fullName: 'Amy' })",
  "await User.findCreateFind({ where: { email: 'n@x' }, defaults: { fullName: 'New' } })",
  "await User.destroy({ where: { fullName: 'Bob' } })",
  "await Post.destroy({ where: { fullName: 'First' } })",
  "await User.increment('visits', { where: { fullName: 'Ann' } })",
  "await User.increment({ visits: 2 }, { where: { id: 1 } })",
  "const user = await User.findByPk(1); await user.update({ fullName: 'Amy' })",
  "const user = await User.findByPk(1); user.set('fullName', 'Amy'); await user.save()",
  "const user = await User.findByPk(1); user.set({ fullName: 'Amy' }); await user.save({ fields: ['fullName'] })",
  "const user = await User.findByPk(1); user.setDataValue('fullName', 'Amy'); await user.save()",
  "const user = await User.findByPk(1); await user.reload({ attributes: ['fullName'] })",
  "const user = await User.findByPk(1); await user.getPosts({ where: { fullName: 'First' } })",
  "const [post] = await Post.findAll({ include: 'author' }); post.author.fullName = 'Amy'; await post.author.save()",
  "const post = await Post.findByPk(1); post.fullName = 'Amy'; await post.save()",
  "const team = await Team.findByPk(1); await team.getMembers({ where: { fullName: 'Ann' }, attributes: ['id'] })",
  "const team = await Team.findByPk(1); await team.createMember({ email: 'm@x', fullName: 'Mo' })",
  "const where = {}; where.fullName = 'Ann'; await User.findAll({ where, attributes: ['id'] })",
  "const options = { attributes: ['id'] }; options.where = { fullName: 'Ann' }; await User.findAll(options)",
  "const named = { fullName: 'Ann' }; await User.findAll({ where: { id: 1, ...named }, attributes: ['id'] })",
  "const column = 'fullName'; await User.findAll({ order: [[column, 'ASC']], attributes: ['id'] })",
  "const column = 'fullName'; await User.findAll({ where: { [column]: 'Ann' }, attributes: ['id'] })",
] as const;

describe("detectSequelizeCalls against the SQL of Sequelize itself", () => {
  it.each(CALLS)("%s", async (call) => {
    expect(getDetected(call)).toEqual(await getTruth(call));
  });
});
