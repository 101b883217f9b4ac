import { describe, expect, it } from "vitest";
import { getDetected, getTruth } from "./prisma-oracle.js";

/** Forms in which the delegate, the argument or a key is not written where the call is. */
const FORMS = [
  // extensions
  "prisma.$extends({ query: { user: { findMany({ args, query }) { args.where = { name: 'Ann' }; return query(args) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { user: { findMany({ args, query }) { args.where = { email: 'a@x' }; return query(args) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { user: { findMany({ args, query }) { return query({ ...args, orderBy: { name: 'asc' } }) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { post: { findMany({ args, query }) { return query({ ...args, orderBy: { name: 'asc' } }) } } } }).post.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { user: { updateMany({ args, query }) { args.data.name = 'x'; return query(args) } } } }).user.updateMany({ where: { id: 1 }, data: { tenant: 2 } })",
  "prisma.$extends({ query: { $allModels: { findMany({ args, query }) { args.where = { ...args.where, name: 'Ann' }; return query(args) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { $allModels: { findMany({ args, query }) { args.where = { ...args.where, id: 1 }; return query(args) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ query: { user: { $allOperations({ args, query }) { args.where = { name: 'Ann' }; return query(args) } } } }).user.findMany({ select: { id: true } })",
  "prisma.$extends({ model: { user: { byName(name) { return Prisma.getExtensionContext(this).findFirst({ where: { name }, select: { id: true } }) } } } }).user.byName('Ann')",
  "prisma.$extends({ model: { user: { byName(name) { return this.findFirst({ where: { name }, select: { id: true } }) } } } }).user.byName('Ann')",
  "prisma.$extends({ model: { post: { byName(name) { return Prisma.getExtensionContext(this).findFirst({ where: { name }, select: { id: true } }) } } } }).post.byName('First')",
  "prisma.$extends({ model: { user: { byMail(email) { return Prisma.getExtensionContext(this).findFirst({ where: { email }, select: { id: true } }) } } } }).user.byMail('a@x')",
  "prisma.$extends({ client: { first() { return Prisma.getExtensionContext(this).user.findFirst({ where: { name: 'Ann' }, select: { id: true } }) } } }).first()",
  "prisma.$extends({ result: { user: { display: { needs: { name: true }, compute(user) { return user.id } } } } }).user.findMany({ select: { display: true } })",
  "prisma.$extends({ result: { user: { display: { needs: { email: true }, compute(user) { return user.email } } } } }).user.findMany({ select: { display: true } })",
  "prisma.$extends({ result: { post: { display: { needs: { name: true }, compute(post) { return post.name } } } } }).post.findMany({ select: { display: true } })",
  "prisma.$extends(Prisma.defineExtension({ model: { user: { byName(name) { return prisma.user.findFirst({ where: { name } }) } } } })).user.byName('Ann')",
  "prisma.$extends((client) => client.$extends({ model: { user: { clear() { return client.user.updateMany({ data: { name: null } }) } } } })).user.clear()",
  // delegates
  "(() => { const { user } = prisma; return user.findMany({ where: { name: 'Ann' } }) })()",
  "(() => { const { post: user } = prisma; return user.findMany({ where: { name: 'Ann' } }) })()",
  "(() => { const find = (users) => users.findMany({ where: { name: 'Ann' } }); return find(prisma.user) })()",
  "(() => { const find = (rows) => rows.findMany({ where: { name: 'First' } }); return find(prisma.post) })()",
  "(() => { function rename(rows, data) { return rows.updateMany({ where: { id: 1 }, data }) } return rename(prisma.user, { name: 'x' }) })()",
  "(() => { const getUsers = () => prisma.user; return getUsers().count({ where: { name: 'Ann' } }) })()",
  "(() => { const model = 'user'; return prisma[model].findMany({ where: { name: 'Ann' } }) })()",
  "(() => { const model = 'post'; return prisma[model].findMany({ where: { name: 'First' } }) })()",
  "Promise.all(['user', 'post'].map((model) => prisma[model].findMany({ where: { name: 'First' } })))",
  "(() => { class Users { rows = prisma.user; byName(name) { return this.rows.findFirst({ where: { name } }) } } return new Users().byName('Ann') })()",
  "(() => { class Posts { rows = prisma.post; byName(name) { return this.rows.findFirst({ where: { name } }) } } return new Posts().byName('First') })()",
  "(() => { const ctx = { prisma }; return ctx.prisma.user.findMany({ where: { name: 'Ann' } }) })()",
  "prisma.$transaction(async (t) => t.user.updateMany({ where: { id: 1 }, data: { name: 'x' } }))",
  // keys
  "(() => { const key = 'name'; return prisma.user.findMany({ select: { [key]: true } }) })()",
  "(() => { const key = 'email'; return prisma.user.findMany({ select: { [key]: true } }) })()",
  "prisma.user.findMany({ where: { OR: ['name', 'email'].map((key) => ({ [key]: 'Ann' })) }, select: { id: true } })",
  "(() => { const where = {}; const key = 'name'; where[key] = 'Ann'; return prisma.user.findMany({ where }) })()",
  "(() => { const key = 'name'; return prisma.user.updateMany({ where: { id: 1 }, data: { [key]: 'x' } }) })()",
  "(() => { const by = ['tenant', 'name']; return prisma.user.groupBy({ by }) })()",
  "(() => { const column = 'name'; return prisma.user.findMany({ distinct: [column], select: { id: true } }) })()",
  "(() => { const column = 'name'; return prisma.post.findMany({ orderBy: { [column]: 'asc' } }) })()",
  // arguments that functions build
  "(() => { const byName = (name) => ({ name }); return prisma.user.findFirst({ where: byName('Ann') }) })()",
  "(() => { const byMail = (email) => ({ email }); return prisma.user.findFirst({ where: byMail('a@x') }) })()",
  "(() => { function build(name) { if (name) return { where: { name } }; return {} } return prisma.user.findFirst(build('Ann')) })()",
  "prisma.user.updateMany({ where: { id: 1 }, data: Object.assign({}, { name: 'x' }) })",
  "prisma.user.createManyAndReturn({ data: [{ id: 3, email: 'c@x', tenant: 1, name: 'Cay' }], select: { id: true } })",
  "prisma.user.updateManyAndReturn({ where: { id: 1 }, data: { tenant: 2 }, select: { id: true, name: true } })",
] as const;

describe("detectPrismaCalls against Prisma's own client, where the parts of a call stand apart", () => {
  it.each(FORMS)("%s", async (call) => {
    expect(getDetected(call)).toEqual(await getTruth(call));
  });
});
