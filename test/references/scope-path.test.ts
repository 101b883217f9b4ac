import { describe, expect, it } from "vitest";
import { getNodesAtOffsets } from "../../src/references/nodes-at-offsets.js";
import { getScopePath } from "../../src/references/scope-path.js";
import { parseTestScript } from "../support/parse.js";

/** The scope of the word `HERE`. */
function scopeOf(text: string, path = "src/users.tsx"): string {
  const { ast } = parseTestScript(path, text);
  const offset = text.indexOf("HERE");
  return getScopePath(getNodesAtOffsets(ast, [offset]).get(offset) ?? ast);
}

describe("named functions and classes", () => {
  it.each([
    ["HERE;", "<module>"],
    ["function find() { HERE }", "find"],
    ["async function* find() { HERE }", "find"],
    ["function outer() { function inner() { HERE } }", "outer.inner"],
    ["function find(limit = HERE) {}", "find"],
    ["class UserRepo { find() { HERE } }", "UserRepo.find"],
    ["class UserRepo { static find() { HERE } }", "UserRepo.find"],
    ["class UserRepo { constructor() { HERE } }", "UserRepo.constructor"],
    ["class UserRepo { get name() { return HERE } }", "UserRepo.name"],
    ["class UserRepo { set name(value) { HERE } }", "UserRepo.name"],
    ["class UserRepo { #load() { HERE } }", "UserRepo.#load"],
    ["class UserRepo { static { HERE } }", "UserRepo"],
    ["class UserRepo extends HERE {}", "UserRepo"],
    ["class UserRepo { table = HERE }", "UserRepo"],
    ["class UserRepo { find = () => HERE }", "UserRepo.find"],
    ["class UserRepo { [Symbol.iterator]() { HERE } }", "UserRepo.[Symbol.iterator]"],
    ["class UserRepo { [table()]() { HERE } }", "UserRepo.[computed]"],
    ["class UserRepo { [HERE]() {} }", "UserRepo"],
    ["abstract class UserRepo { abstract find(id: HERE): void }", "UserRepo.find"],
    ["declare function find(id: HERE): void", "find"],
    ["namespace Users { function find() { HERE } }", "find"],
    ["interface UserRow { name: HERE }", "<module>"],
  ])("%s → %s", (text, scope) => {
    expect(scopeOf(text, "src/users.ts")).toBe(scope);
  });
});

describe("functions and classes that take the name of what they are assigned to", () => {
  it.each([
    ["export const find = (db) => HERE;", "find"],
    ["const find = function () { HERE };", "find"],
    ["const find = function load() { HERE };", "load"],
    ["const Repo = class { find() { HERE } };", "Repo.find"],
    ["let find; find = () => HERE;", "find"],
    ["exports.find = () => HERE;", "find"],
    ["Repo.prototype.find = function () { HERE };", "find"],
    ["const repo = { find() { HERE } };", "find"],
    ["const repo = { find: async () => HERE };", "find"],
    ['const repo = { "find-all": () => HERE };', "find-all"],
    ["const repo = { get name() { return HERE } };", "name"],
    ["const { find = () => HERE } = repo;", "find"],
    ["const find = (() => HERE) as Find;", "find"],
    ["const find = (() => HERE) satisfies Find;", "find"],
    ["export default () => HERE;", "default"],
    ["export default function () { HERE }", "default"],
    ["export default class { find() { HERE } }", "default.find"],
    ["function outer() { const inner = () => HERE; }", "outer.inner"],
  ])("%s → %s", (text, scope) => {
    expect(scopeOf(text, "src/users.ts")).toBe(scope);
  });
});

describe("anonymous callbacks", () => {
  it.each([
    ["function list() { return rows.map((row) => HERE); }", "list"],
    ["const names = rows.map((row) => HERE);", "<module>"],
    ["router.get('/users', async () => HERE);", "<module>"],
    ["(() => { HERE })();", "<module>"],
    ["const users = (() => HERE)();", "<module>"],
    ["function list() { const rows = run(() => HERE); }", "list"],
    ["it('lists', function () { HERE });", "<module>"],
  ])("add nothing: %s → %s", (text, scope) => {
    expect(scopeOf(text)).toBe(scope);
  });

  it.each([
    ["const Card = memo(() => HERE);", "Card"],
    ["export const Card = React.forwardRef((props, ref) => <p>{HERE}</p>);", "Card"],
    ["const Card = memo(forwardRef(() => HERE));", "Card"],
    ["const Card = memo(function View() { HERE });", "View"],
    ["export default withAuth(async () => HERE);", "default"],
  ])("name what a module-level wrapper returns: %s → %s", (text, scope) => {
    expect(scopeOf(text)).toBe(scope);
  });
});

describe("decorators", () => {
  it.each([
    ["@Entity(HERE) class User {}", "User"],
    ["@Entity(HERE) export class User {}", "User"],
    ["export @Entity(HERE) class User {}", "User"],
    ["@Entity(HERE) export default class User {}", "User"],
    ["class User { @Column(HERE) name: string }", "User"],
    ["class User { @Get() find(@Param(HERE) id: string) {} }", "User.find"],
  ])("%s → %s", (text, scope) => {
    expect(scopeOf(text, "src/users.ts")).toBe(scope);
  });
});
