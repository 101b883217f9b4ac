import { PGlite } from "@electric-sql/pglite";
import { Brackets, In, IsNull, Like, Not, Raw } from "typeorm";
import { beforeAll, describe, expect, it } from "vitest";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { change } from "../../../support/parse.js";
import { loadModules, openDataSource, type Statement } from "../../../support/typeorm-source.js";
import { detectIn, ENTITIES, TABLES } from "./fixture.js";

const WITHOUT = ENTITIES.replace(/^.*"full_name", nullable: true \}\) name!: string;\n(?=.*visits)/m, "");

const RESET = `
drop table if exists posts;
drop table if exists users;
create table users (id int primary key, email text unique, full_name text unique, visits int not null default 0, "homeCity" text);
create table posts (id int primary key, full_name text, author_id int references users);
insert into users values (1, 'a@x', 'Ann', 1, 'Oslo'), (2, 'b@x', 'Bob', 1, 'Rome');
insert into posts values (1, 'First', 1);
`;
const DROP = "alter table users drop column full_name";

const PRELUDE = `
import { Brackets, In, Like, Not, Raw, IsNull, DataSource, EntityManager, Repository } from "typeorm";
import { Post, User } from "./entities";
declare const source: DataSource, manager: EntityManager, users: Repository<User>, posts: Repository<Post>;
`;

const CHANGE = change("column", "users.full_name");
const tables = createTableColumns(TABLES);

interface Judged {
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

interface World {
  run(call: string): Promise<{ readonly statements: readonly Statement[]; readonly refusal?: string }>;
}

async function createWorld(entities: string, afterReset: string): Promise<World> {
  const database = new PGlite();
  const log: Statement[] = [];
  const loaded = loadModules({ "entities.ts": entities })("entities.ts");
  const classes = [loaded["User"], loaded["Post"]];
  const source = await openDataSource({ entities: classes, database, log });
  const [User, Post] = classes;
  for (const one of source.entityMetadatas)
    if (typeof one.target === "function")
      Reflect.apply(Reflect.get(one.target, "useDataSource"), one.target, [source]);
  const getRepository = (name: string) => source.getRepository(name);
  const scope = {
    ...{ Brackets, In, IsNull, Like, Not, Raw },
    ...{ source, manager: source.manager, User, Post },
    ...{ users: getRepository("User"), posts: getRepository("Post") },
  };
  return {
    run: async (call) => {
      await database.exec(`${RESET}${afterReset}`);
      log.length = 0;
      const run: unknown = new Function(...Object.keys(scope), `return (async () => { ${call}; })()`);
      if (typeof run !== "function") throw new TypeError("no function");
      try {
        await Reflect.apply(run, undefined, Object.values(scope));
        return { statements: [...log] };
      } catch (error) {
        return { statements: [...log], refusal: String(error) };
      }
    },
  };
}

/**
 * Without whole rows (`"u"."full_name" AS "u_full_name"`): what names the column for them is the mapping. And without the row that an upsert
 * proposes: that is how a value is written.
 */
function withoutOwnNames(sql: string): string {
  return sql
    .replace(/"(\w+)"\."full_name" AS "\1_full_name"/g, "null")
    .replaceAll('EXCLUDED."full_name"', "null");
}

/** TypeORM lists all columns of an INSERT; those that nobody sets get DEFAULT. */
function isSetByInsert({ sql }: Statement): boolean {
  const insert = /^INSERT INTO "users"\(([^)]*)\) VALUES (.*?)(?: ON CONFLICT| RETURNING|$)/s.exec(sql);
  if (insert === null) return false;
  const [, columns = "", values = ""] = insert;
  const index = columns.split(", ").indexOf('"full_name"');
  const rows = values.split("), (").map((row) => row.replace(/^\(|\)$/g, "").split(", "));
  return rows.some((row) => row[index] !== "DEFAULT");
}

const CALLS = [
  "await users.find()",
  "await users.find({ select: { id: true } })",
  "await users.find({ select: { id: true, name: true } })",
  "await users.find({ where: { name: 'Ann' } })",
  "await users.find({ where: [{ id: 1 }, { name: Like('A%') }] })",
  "await users.find({ where: { name: Not(IsNull()) } })",
  "await users.find({ where: { email: 'name' } })",
  "await users.find({ where: { name: Raw((alias) => `${alias} is not null`) } })",
  "await users.find({ where: { id: Raw((alias) => `${alias} > length(full_name)`) } })",
  "await users.find({ order: { name: 'ASC' } })",
  "await users.find({ order: { id: 'ASC' } })",
  "await users.find({ relations: { posts: true } })",
  "await posts.find({ relations: { author: true } })",
  "await posts.find({ select: { id: true, author: { id: true, name: true } }, relations: { author: true } })",
  "await posts.find({ where: { author: { name: 'Ann' } } })",
  "await posts.find({ where: { name: 'First', author: { email: 'a@x' } } })",
  "await posts.find({ order: { author: { name: 'ASC' } }, relations: { author: true } })",
  "await posts.find({ where: { name: 'First' }, select: { name: true }, order: { name: 'ASC' } })",
  "await users.find({ where: { posts: { name: 'First' } } })",
  "await users.find({ where: { home: { city: 'Oslo' } } })",
  "await users.findOne({ where: { id: 1 } })",
  "await users.findOneBy({ name: 'Ann' })",
  "await users.findBy({ name: In(['Ann', 'Bob']) })",
  "await users.findAndCount({ where: { name: 'Ann' }, take: 1 })",
  "await users.count({ where: { name: 'Ann' } })",
  "await users.countBy({ email: 'a@x' })",
  "await users.existsBy({ name: 'Ann' })",
  "await users.maximum('visits', { name: 'Ann' })",
  "await users.sum('visits')",
  "await users.insert({ id: 3, name: 'Cay' })",
  "await users.insert({ id: 3, email: 'c@x' })",
  "await users.insert([{ id: 3, email: 'c@x' }, { id: 4, name: 'Dan' }])",
  "await users.update({ id: 1 }, { name: 'Amy' })",
  "await users.update({ name: 'Ann' }, { email: 'z@x' })",
  "await users.update({ name: 'Ann' }, { name: 'Amy' })",
  "await users.update(1, { email: 'name' })",
  "await users.update(1, { visits: () => 'visits + length(full_name)' })",
  "await users.update(1, { visits: () => 'length(name)' })",
  "await users.upsert({ id: 1, name: 'Amy' }, ['id'])",
  "await users.upsert({ id: 1, email: 'a@x' }, ['email'])",
  "await users.upsert({ id: 1, name: 'Ann', email: 'q@x' }, { conflictPaths: { name: true } })",
  "await users.save({ id: 1, name: 'Amy' })",
  "await users.save({ id: 1, email: 'y@x' })",
  "await users.save({ id: 5, posts: [{ id: 7, name: 'Seventh' }] })",
  "await posts.save({ id: 8, name: 'Eighth', author: { id: 1 } })",
  "await users.save(users.create({ id: 6, name: 'Eve' }))",
  "const user = new User(); user.id = 6; user.name = 'Eve'; await users.save(user)",
  "const user = await users.findOneByOrFail({ id: 1 }); user.name = 'Amy'; await users.save(user)",
  "const post = await posts.findOneByOrFail({ id: 1 }); post.name = 'Amy'; await posts.save(post)",
  "await users.save(Object.assign(new User(), { id: 6, name: 'Eve' }))",
  "await users.increment({ name: 'Ann' }, 'visits', 1)",
  "await users.delete({ name: 'Bob' })",
  "await posts.delete({ name: 'First' })",
  "await users.delete(2)",
  "await User.find({ where: { name: 'Ann' } })",
  "await User.findOneBy({ email: 'a@x' })",
  "await Post.findOneBy({ name: 'First' })",
  "await manager.find(User, { where: { name: 'Ann' } })",
  "await manager.findBy(Post, { name: 'First' })",
  "await manager.update(User, { id: 1 }, { name: 'Amy' })",
  "await manager.save(User, { id: 1, name: 'Amy' })",
  "await manager.insert(Post, { id: 3, name: 'Third' })",
  "await source.getRepository(User).findOneBy({ name: 'Ann' })",
  "await source.transaction(async (tx) => { await tx.getRepository(User).update(1, { name: 'Amy' }) })",
  "await users.createQueryBuilder('u').getMany()",
  "await users.createQueryBuilder('u').where('u.name = :name', { name: 'Ann' }).getMany()",
  "await users.createQueryBuilder('u').where('u.full_name = :name', { name: 'Ann' }).getMany()",
  "await users.createQueryBuilder('u').where('u.email = :name', { name: 'Ann' }).getMany()",
  "await users.createQueryBuilder('u').where('lower(u.name) = :n', { n: 'ann' }).getMany()",
  "await users.createQueryBuilder('u').where('u.id in (:...name)', { name: [1] }).getMany()",
  "await users.createQueryBuilder('u').where({ name: 'Ann' }).getMany()",
  "await users.createQueryBuilder().where('User.name = :n', { n: 'Ann' }).getMany()",
  "await users.createQueryBuilder('u').where('\"u\".\"full_name\" is not null').getMany()",
  "await users.createQueryBuilder('u').select('u.id').getMany()",
  "await users.createQueryBuilder('u').select(['u.id', 'u.name']).getMany()",
  "await users.createQueryBuilder('u').select('u.id').addSelect('u.name', 'label').getRawMany()",
  "await users.createQueryBuilder('u').select('upper(u.name)', 'label').getRawMany()",
  "await users.createQueryBuilder('u').select('count(*)', 'name').getRawOne()",
  "await users.createQueryBuilder('u').select('u.id').orderBy('u.name', 'DESC').getMany()",
  "await users.createQueryBuilder('u').select('u.id').orderBy({ 'u.name': 'ASC' }).getMany()",
  "await users.createQueryBuilder('u').select('u.name', 'n').addSelect('count(*)', 'c').groupBy('u.name').getRawMany()",
  "await users.createQueryBuilder('u').select('u.visits', 'v').groupBy('u.visits').having('max(u.name) > :n', { n: 'A' }).getRawMany()",
  "await users.createQueryBuilder('u').where(new Brackets((qb) => { qb.where('u.id = 1').orWhere('u.name = :n', { n: 'Ann' }) })).getMany()",
  "const query = users.createQueryBuilder('u'); query.andWhere('u.name = :n', { n: 'Ann' }); await query.getMany()",
  "await posts.createQueryBuilder('p').where('p.name = :n', { n: 'First' }).getMany()",
  "await posts.createQueryBuilder('p').leftJoinAndSelect('p.author', 'u').getMany()",
  "await posts.createQueryBuilder('p').innerJoin('p.author', 'u', 'u.name = :n', { n: 'Ann' }).getMany()",
  "await posts.createQueryBuilder('p').leftJoin('p.author', 'u').where('p.name = :n and u.email = :e', { n: 'First', e: 'a@x' }).getMany()",
  "await posts.createQueryBuilder('p').leftJoin(User, 'u', 'u.id = p.author_id').where('u.name = :n', { n: 'Ann' }).getMany()",
  "await posts.createQueryBuilder('p').leftJoin('users', 'u', 'u.id = p.author_id').where('u.full_name = :n', { n: 'Ann' }).getMany()",
  "await posts.createQueryBuilder('p').where('p.author = 1').getMany()",
  "await users.createQueryBuilder('u').where((qb) => `u.id in ${qb.subQuery().select('p.author_id').from(Post, 'p').where('p.name = :n').getQuery()}`).setParameter('n', 'First').getMany()",
  "await posts.createQueryBuilder('p').where((qb) => `p.author_id in ${qb.subQuery().select('u.id').from(User, 'u').where('u.name = :n').getQuery()}`).setParameter('n', 'Ann').getMany()",
  "await source.createQueryBuilder().select('u.name', 'n').from(User, 'u').getRawMany()",
  "await source.createQueryBuilder().select('p.name', 'n').from(Post, 'p').getRawMany()",
  "await source.createQueryBuilder(User, 'u').where('u.name = :n', { n: 'Ann' }).getCount()",
  "await source.createQueryBuilder().insert().into(User).values({ id: 3, name: 'Cay' }).execute()",
  "await source.createQueryBuilder().insert().into(User).values([{ id: 3, email: 'c@x' }]).execute()",
  "await source.createQueryBuilder().insert().into(User).values({ id: 1, email: 'q@x' }).orUpdate(['email'], ['id']).execute()",
  "await source.createQueryBuilder().insert().into(User).values({ id: 1, name: 'Amy' }).orUpdate(['full_name'], ['id']).execute()",
  "await source.createQueryBuilder().update(User).set({ name: 'Amy' }).where('id = 1').execute()",
  "await source.createQueryBuilder().update(User).set({ email: 'e@x' }).where('name = :n', { n: 'Ann' }).execute()",
  "await source.createQueryBuilder().update(User).set({ email: () => 'upper(name)' }).where('id = 1').execute()",
  "await source.createQueryBuilder().update(Post).set({ name: 'Amy' }).where('name = :n', { n: 'First' }).execute()",
  "await users.createQueryBuilder().update().set({ name: 'Amy' }).where('id = :id', { id: 1 }).execute()",
  "await users.createQueryBuilder().update().set({ email: 'e@x' }).where({ id: 1 }).returning('full_name').execute()",
  "await users.createQueryBuilder().update().set({ email: 'e@x' }).where({ id: 1 }).returning(['id', 'name']).execute()",
  "await source.createQueryBuilder().delete().from(User).where('name = :n', { n: 'Bob' }).execute()",
  "await source.createQueryBuilder().delete().from(Post).where('name = :n', { n: 'First' }).execute()",
] as const;

describe("detectTypeorm against TypeORM's own SQL", () => {
  let mapped: World;
  let unmapped: World;
  beforeAll(async () => {
    mapped = await createWorld(ENTITIES, "");
    unmapped = await createWorld(WITHOUT, DROP);
  });

  async function getTruth(call: string): Promise<Judged> {
    const { statements, refusal } = await mapped.run(call);
    expect(refusal).toBeUndefined();
    const uses = statements.flatMap(
      ({ sql }) => analyzePostgres(withoutOwnNames(sql), { changes: [CHANGE], tables }).uses,
    );
    const updates = statements
      .map(({ sql }) =>
        withoutOwnNames(sql).replace(/^INSERT.*?(?= ON CONFLICT|$)/s, 'INSERT INTO "users" (id) VALUES (1)'),
      )
      .flatMap((sql) => analyzePostgres(sql, { changes: [CHANGE], tables }).uses);
    const isWritten = statements.some(isSetByInsert) || updates.some(({ access }) => access === "write");
    const without = await unmapped.run(call);
    const isRead = uses.some(({ access }) => access === "read");
    return { isRead: isRead || (without.refusal !== undefined && !isWritten), isWritten };
  }

  function getDetected(call: string): Judged {
    const found = detectIn(`${PRELUDE}async function run() { ${call}; }`, [CHANGE]);
    return {
      isRead: found.some(({ access }) => access === "read"),
      isWritten: found.some(({ access }) => access === "write"),
    };
  }

  it.each(CALLS)("%s", async (call) => {
    expect(getDetected(call)).toEqual(await getTruth(call));
  });
});
