import type { ModuleGraph } from "../../modules/module-graph.js";
import type { Catalog } from "../catalog.js";
import type { DrizzleMapping } from "../drizzle/drizzle-mapping.js";
import { linkDrizzle } from "../drizzle/link-drizzle.js";
import { mayMapDrizzle, readDrizzleMapping } from "../drizzle/read-drizzle-mapping.js";
import { type KnexMapping, mayMapKnex, readKnexMapping } from "../knex/knex-mapping.js";
import { linkKnex, mapsNames } from "../knex/link-knex.js";
import type { KyselyMapping } from "../kysely/kysely-mapping.js";
import { linkKysely, usesCamelCase } from "../kysely/link-kysely.js";
import { mayMapKysely, readKyselyMapping } from "../kysely/read-kysely-mapping.js";
import { linkMikroOrm } from "../mikro-orm/link-mikro-orm.js";
import type { MikroOrmMapping } from "../mikro-orm/mikro-orm-mapping.js";
import { mayMapMikroOrm, readMikroOrmMapping } from "../mikro-orm/read-mikro-orm-mapping.js";
import { linkSequelize } from "../sequelize/link-sequelize.js";
import { mayMapSequelize, readSequelizeMapping } from "../sequelize/read-sequelize-mapping.js";
import type { SequelizeMapping } from "../sequelize/sequelize-mapping.js";
import { linkTypeorm } from "../typeorm/link-typeorm.js";
import { mayMapTypeorm, readTypeormMapping } from "../typeorm/read-typeorm-mapping.js";
import type { TypeormMapping } from "../typeorm/typeorm-mapping.js";
import type { CodeFile } from "./code-file.js";

/** What one script says of the tables that it maps, whatever surrounds it: one entry an ORM. JSON-able. */
export interface CodeMapping {
  readonly drizzle?: DrizzleMapping;
  readonly knex?: KnexMapping;
  readonly kysely?: KyselyMapping;
  readonly mikroOrm?: MikroOrmMapping;
  readonly sequelize?: SequelizeMapping;
  readonly typeorm?: TypeormMapping;
}

/** Cheap, since every script is asked; never false for a text that maps something. */
export function mayMap(text: string): boolean {
  return (
    mayMapDrizzle(text) ||
    mayMapKnex(text) ||
    mayMapKysely(text) ||
    mayMapMikroOrm(text) ||
    mayMapSequelize(text) ||
    mayMapTypeorm(text)
  );
}

export function readCodeMapping(file: CodeFile): CodeMapping | undefined {
  const drizzle = mayMapDrizzle(file.text) ? readDrizzleMapping(file) : undefined;
  const knex = mayMapKnex(file.text) ? readKnexMapping(file) : undefined;
  const kysely = mayMapKysely(file.text) ? readKyselyMapping(file) : undefined;
  const mikroOrm = mayMapMikroOrm(file.text) ? readMikroOrmMapping(file) : undefined;
  const sequelize = mayMapSequelize(file.text) ? readSequelizeMapping(file) : undefined;
  const typeorm = mayMapTypeorm(file.text) ? readTypeormMapping(file) : undefined;
  const mapping = {
    ...(drizzle && { drizzle }),
    ...(knex && { knex }),
    ...(kysely && { kysely }),
    ...(mikroOrm && { mikroOrm }),
    ...(sequelize && { sequelize }),
    ...(typeorm && { typeorm }),
  };
  return Object.keys(mapping).length === 0 ? undefined : mapping;
}

/** What all files together map, by path: imports between them are followed. */
export function linkCodeMappings(mappings: ReadonlyMap<string, CodeMapping>, modules: ModuleGraph): Catalog {
  const knex = pick(mappings, (mapping) => mapping.knex);
  const kysely = pick(mappings, (mapping) => mapping.kysely);
  const tables = [
    ...linkDrizzle(
      pick(mappings, ({ drizzle }) => drizzle),
      modules,
    ),
    ...linkKnex(knex, modules),
    ...linkKysely(kysely, modules),
    ...linkMikroOrm(
      pick(mappings, ({ mikroOrm }) => mikroOrm),
      modules,
    ),
    ...linkSequelize(
      pick(mappings, ({ sequelize }) => sequelize),
      modules,
    ),
    ...linkTypeorm(
      pick(mappings, ({ typeorm }) => typeorm),
      modules,
    ),
  ];
  const isCamelCase = usesCamelCase(kysely.values()) || mapsNames(knex.values());
  return isCamelCase ? { tables, hasCamelCaseQueries: true } : { tables };
}

function pick<T>(
  mappings: ReadonlyMap<string, CodeMapping>,
  get: (mapping: CodeMapping) => T | undefined,
): ReadonlyMap<string, T> {
  return new Map(
    [...mappings].flatMap(([path, mapping]): [string, T][] => {
      const own = get(mapping);
      return own === undefined ? [] : [[path, own]];
    }),
  );
}
