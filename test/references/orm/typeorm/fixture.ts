import { linkTypeorm } from "../../../../src/catalog/typeorm/link-typeorm.js";
import { readTypeormMapping } from "../../../../src/catalog/typeorm/read-typeorm-mapping.js";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import type { Change } from "../../../../src/manifest/manifest.js";
import type { Detection, Project } from "../../../../src/references/detector.js";
import { detectTypeorm } from "../../../../src/references/orm/typeorm/detect-typeorm.js";
import { createGraph } from "../../symbols/symbol-project.js";
import { createTestProject, parseTestScript } from "../../../support/parse.js";

/** Two entities that have a property of one name; `users.full_name` is what goes away. */
export const ENTITIES = `
import { BaseEntity, Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn } from "typeorm";

export class Address {
  @Column({ type: "text", nullable: true }) city!: string;
}

@Entity("users")
export class User extends BaseEntity {
  @PrimaryColumn({ type: "int" }) id!: number;
  @Column({ type: "text", nullable: true }) email!: string;
  @Column({ type: "text", name: "full_name", nullable: true }) name!: string;
  @Column({ type: "int", default: 0 }) visits!: number;
  @Column(() => Address) home!: Address;
  @OneToMany(() => Post, (post) => post.author, { cascade: true }) posts!: Post[];
}

@Entity("posts")
export class Post extends BaseEntity {
  @PrimaryColumn({ type: "int" }) id!: number;
  @Column({ type: "text", name: "full_name", nullable: true }) name!: string;
  @ManyToOne(() => User, (user) => user.posts) @JoinColumn({ name: "author_id" }) author!: User;
}
`;

const FILES = { "src/entities.ts": ENTITIES };

export const TABLES = [
  { table: "users", columns: ["id", "email", "full_name", "visits", "homeCity"] },
  { table: "posts", columns: ["id", "full_name", "author_id"] },
];

export function createTypeormProject(changes: readonly Change[], overrides: Partial<Project> = {}): Project {
  const modules = createGraph(FILES);
  const mapping = readTypeormMapping(parseTestScript("src/entities.ts", ENTITIES));
  const tables = linkTypeorm(new Map(mapping ? [["src/entities.ts", mapping]] : []), modules);
  return createTestProject({
    ...{ changes, modules, catalog: { tables }, tables: createTableColumns(TABLES) },
    ...overrides,
  });
}

export function detectIn(text: string, changes: readonly Change[]): Detection[] {
  return detectTypeorm(parseTestScript("src/app.ts", text), createTypeormProject(changes));
}
