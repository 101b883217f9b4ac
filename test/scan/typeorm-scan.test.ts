import { afterEach, beforeEach, expect, test } from "vitest";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

const USER = `import { Column, Entity, PrimaryColumn } from "typeorm";
@Entity("users")
export class User {
  @PrimaryColumn() id: number;
  @Column({ name: "full_name" }) name: string;
}
`;
const SERVICE = `import { Repository } from "typeorm";
import { User } from "./user";
export class UserService {
  constructor(private readonly users: Repository<User>) {}
  findActive() { return this.users.find(); }
  save(user: Partial<User>) { return this.users.save(user); }
}
`;

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
  repo.write("src/user.ts", USER);
  repo.write("src/service.ts", SERVICE);
});
afterEach(() => {
  repo.remove();
});

const NAME = createManifest({ name: { kind: "column", old: "users.full_name" } });
const scan = () => scanTree(openWorkingTree(repo.root), NAME);

test("rows of a service are told by types, though no package is installed", async () => {
  repo.write(
    "src/report.ts",
    `import { UserService } from "./service";
export async function report(service: UserService, team: { name: string }) {
  const [first] = await service.findActive();
  await service.save({ name: team.name });
  return first.name;
}
`,
  );
  expect(listReferences(await scan())).toEqual([
    "name src/report.ts:4:24 write",
    "name src/report.ts:5:16 read",
    "name src/user.ts:5:34 declare",
  ]);
});

test("a value of any that is called like the entity is unresolved", async () => {
  repo.write("src/view.ts", `export const show = (user: any, team: any) => [user.name, team.name];\n`);
  const { references } = await scan();
  expect(references.filter(({ file }) => file === "src/view.ts")).toMatchObject([
    { line: 1, column: 53, certainty: "unresolved" },
  ]);
});

test("a value of any is what another package's class of that name says, not the entity", async () => {
  const show = "export const show = (user: any) => user.name;\n";
  repo.write("src/crm.ts", `import { User } from "@crm/client";\n${show}`);
  repo.write("src/crm/user.ts", "export interface User { login: string }\n");
  repo.write("src/login.ts", `import type { User } from "./crm/user";\n${show}`);
  const { references } = await scan();
  expect(
    references.filter(({ access }) => access === "read").map(({ file, certainty }) => `${file} ${certainty}`),
  ).toEqual(["src/login.ts unresolved"]);
});

test("a repository class is known by its name in other modules", async () => {
  repo.write(
    "src/user.repository.ts",
    `import { Repository } from "typeorm";
import { User } from "./user";
export class Members extends Repository<User> {
  findByName(name: string) { return this.findOneBy({ name }); }
}
`,
  );
  repo.write(
    "src/use.ts",
    `import { Members } from "./user.repository";
export const count = (members: Members) => members.countBy({ name: "Ann" });
`,
  );
  expect(listReferences(await scan())).toEqual([
    "name src/use.ts:2:62 read",
    "name src/user.repository.ts:4:54 read",
    "name src/user.ts:5:34 declare",
  ]);
});

test("an inherited column is declared where it is written", async () => {
  repo.write(
    "src/base.ts",
    `import { Column } from "typeorm";\nexport abstract class Base { @Column() note: string; }\n`,
  );
  repo.write(
    "src/team.ts",
    `import { Entity } from "typeorm";\nimport { Base } from "./base";\n@Entity("teams") export class Team extends Base {}\n`,
  );
  const note = createManifest({ note: { kind: "column", old: "teams.note" } });
  const found = await scanTree(openWorkingTree(repo.root), note);
  expect(listReferences(found)).toEqual(["note src/base.ts:2:40 declare"]);
});
