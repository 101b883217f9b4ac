import { describe, expect, it } from "vitest";
import { detectTypeorm } from "../../../../src/references/orm/typeorm/detect-typeorm.js";
import { change, formatDetections, parseTestScript } from "../../../support/parse.js";
import { createTypeormProject, detectIn } from "./fixture.js";

const NAME = change("column", "users.full_name");
const IMPORTS = `import { Post, User } from "./entities";\n`;

function detect(text: string, changes = [NAME]): string[] {
  const source = IMPORTS + text;
  return formatDetections(source, detectIn(source, changes));
}

function getCertainties(text: string): string[] {
  return detectIn(IMPORTS + text, [NAME]).map(({ access, certainty }) => `${access} ${certainty}`);
}

describe("properties of rows", () => {
  it("reads and writes what a call gives", () => {
    expect(
      detect(
        "async (users: Repository<User>) => {\n  const user = await users.findOneBy({ id: 1 });\n  user.name = user.name.trim();\n};",
      ),
    ).toEqual(["write 4:8 name", "read 4:20 name"]);
  });

  it("leaves rows of another entity alone", () => {
    expect(
      detect(
        "async (posts: Repository<Post>) => {\n  const [post] = await posts.find();\n  return post.name;\n};",
      ),
    ).toEqual([]);
  });

  it("goes through relations", () => {
    expect(detect("async (post: Post) => post.author.name;")).toEqual(["read 2:35 name"]);
    expect(detect("async (user: User) => user.posts.map(({ name }) => name);")).toEqual([]);
  });

  it("takes the first of a pair", () => {
    expect(
      detect(
        "async (users: Repository<User>) => {\n  const [rows, count] = await users.findAndCount();\n  return [count.name, rows.map((row) => row.name)];\n};",
      ),
    ).toEqual(["read 4:45 name"]);
  });

  it("takes raw rows by alias and column, and by no name of the query's own", () => {
    expect(
      detect(
        'async (users: Repository<User>) => {\n  const rows = await users.createQueryBuilder("u").getRawMany();\n  return rows.map((row) => [row.u_full_name, row.name]);\n};',
      ),
    ).toEqual(["read 4:33 u_full_name"]);
  });

  it("knows the entity's own methods", () => {
    const source = `${IMPORTS}class Admin { name = ""; greet() { return this.name; } }`;
    expect(formatDetections(source, detectIn(source, [NAME]))).toEqual([]);
  });
});

describe("repositories", () => {
  it("are properties of a class, by annotation, decorator or assignment", () => {
    expect(
      detect(`class Service {
  private readonly made = source.getRepository(User);
  private late;
  constructor(private readonly users: Repository<User>, @InjectRepository(User) private readonly given, private posts: Repository<Post>) {
    this.late = source.getRepository(User);
  }
  run() {
    this.made.findBy({ name: "a" });
    this.late.findBy({ name: "a" });
    this.users.findBy({ name: "a" });
    this.given.findBy({ name: "a" });
    this.posts.findBy({ name: "a" });
  }
}`),
    ).toEqual(["read 9:24 name", "read 10:24 name", "read 11:25 name", "read 12:25 name"]);
  });

  it("may be handed the entity under its name", () => {
    expect(getCertainties("({ User }) => source.getRepository(User).findBy({ name });").length).toBe(1);
    expect(
      getCertainties("function run(Post, User) { return source.getRepository(User).findBy({ name }); }"),
    ).toEqual(["read inferred"]);
  });

  it("are no arrays and maps of the same methods", () => {
    expect(
      detect("[].find({ name: 1 }); cache.delete({ name: 1 }); list.count({ where: { name: 1 } });"),
    ).toEqual([]);
  });
});

describe("types", () => {
  it("name members", () => {
    expect(
      detect(`type A = Pick<User, "name" | "id">;\ntype B = User["name"];\ntype C = Pick<Post, "name">;`),
    ).toEqual(["type 2:22 name", "type 3:16 name"]);
  });

  it("say what the keys of an object are for", () => {
    expect(detect(`const where: FindOptionsWhere<User> = { name: "a" };`)).toEqual(["read 2:41 name"]);
    expect(detect(`const values: DeepPartial<User> = { name: "a" };`)).toEqual(["write 2:37 name"]);
    expect(detect(`const order: FindOptionsOrder<Post> = { name: "ASC" };`)).toEqual([]);
    expect(detect(`const keys: (keyof User)[] = ["name"];`)).toEqual(["read 2:32 name"]);
  });

  it("make writes of the keys of what is declared as a part of an entity", () => {
    expect(detect(`const values: Partial<User> = { name: "a" };`)).toEqual(["write 2:33 name"]);
    expect(detect(`const values: Partial<Post> = { name: "a" };`)).toEqual([]);
    expect(detect(`const toUser = (): Omit<User, "id"> => ({ name: "a" });`)).toEqual(["write 2:43 name"]);
    expect(detect(`const user: Omit<User, "name"> & { name: string } = { name: "a" };`)).toEqual([
      "type 2:25 name",
    ]);
    expect(detect(`const user: Partial<Pick<User, "id">> & { name: string } = { name: "a" };`)).toEqual([]);
    expect(detect(`function save(values: DeepPartial<User> = { name: "a" }) {}`)).toEqual([
      "write 2:45 name",
    ]);
    expect(detect(`function save(values: Partial<User>) {}\nsave({ name: "a" });`)).toEqual([
      "write 3:8 name",
    ]);
    expect(detect(`function save(values: Partial<Post>) {}\nsave({ name: "a" });`)).toEqual([]);
  });

  it("of the code's own are none", () => {
    expect(detect(`interface UserDto { name: string }\nconst dto: UserDto = { name: "a" };`)).toEqual([]);
  });
});

describe("query builders", () => {
  it("of a parameter have an alias that only the caller knows", () => {
    expect(
      getCertainties(
        `function only(query: SelectQueryBuilder<User>) { return query.andWhere("u.name = :name"); }`,
      ),
    ).toEqual(["read inferred"]);
  });

  it("point at the property within its text", () => {
    expect(
      detect(
        'getRepository(User).createQueryBuilder("u").where("lower(u.name) = :name and u.email = :name");',
      ),
    ).toEqual(["read 2:60 name"]);
    expect(
      detect(
        'getRepository(Post).createQueryBuilder("p").innerJoin("p.author", "u").where(`u.full_name = :n`);',
      ),
    ).toEqual(["read 2:81 full_name"]);
  });

  it("leave an alias of the select list alone", () => {
    expect(
      detect(
        'getRepository(User).createQueryBuilder("u").select("u.email", "full_name").orderBy("full_name");',
      ),
    ).toEqual([]);
  });
});

describe("names that only running the program tells", () => {
  it("stand as unresolved", () => {
    const repository = "source.getRepository(User)";
    expect(getCertainties(`(field) => ${repository}.findBy({ [field]: 1 });`)).toEqual(["read unresolved"]);
    expect(getCertainties(`(field) => ${repository}.update(1, { [field]: 1 });`)).toEqual([
      "write unresolved",
    ]);
    expect(
      getCertainties(`(field) => ${repository}.createQueryBuilder("u").orderBy(\`u.\${field}\`);`),
    ).toEqual(["read unresolved"]);
    expect(getCertainties("(field) => source.getRepository(Post).findBy({ [field]: 1 });")).toEqual([]);
  });

  it("are settled by a constant", () => {
    expect(
      getCertainties(`const field = "name"; source.getRepository(User).findBy({ [field]: 1 });`),
    ).toEqual(["read inferred"]);
    expect(
      getCertainties(`const field = "email"; source.getRepository(User).findBy({ [field]: 1 });`),
    ).toEqual([]);
  });
});

describe("tables", () => {
  it("are named by repositories, managers and types", () => {
    const users = change("table", "users");
    expect(
      detect(
        "async (users: Repository<User>) => {\n  await users.find();\n  await manager.delete(User, 1);\n  await manager.delete(Post, 1);\n};",
        [users],
      ),
    ).toEqual(["type 2:26 User", "read 3:9 users", "write 4:24 User"]);
  });
});

describe("relations", () => {
  const AUTHOR = change("column", "posts.author_id");

  it("join by the foreign key, from either side", () => {
    expect(detect("posts.getRepository(Post).find({ relations: { author: true } });", [AUTHOR])).toEqual([
      "read 2:47 author",
    ]);
    expect(detect('users.getRepository(User).find({ relations: ["posts"] });', [AUTHOR])).toEqual([
      "read 2:47 posts",
    ]);
  });

  it("write it where they are set", () => {
    expect(detect("getRepository(Post).save({ id: 1, author: { id: 2 } });", [AUTHOR])).toEqual([
      "write 2:35 author",
    ]);
  });
});

describe("files without a word of the entities", () => {
  it("are not looked into", () => {
    const file = parseTestScript("src/other.ts", "repo.find({ where: { name: 1 } });");
    expect(detectTypeorm(file, createTypeormProject([NAME]))).toEqual([]);
  });
});
