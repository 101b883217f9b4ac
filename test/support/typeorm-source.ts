import { createRequire } from "node:module";
import { posix } from "node:path";
import "reflect-metadata";
import { PGlite } from "@electric-sql/pglite";
import ts from "typescript";
import { DataSource, type DataSourceOptions } from "typeorm";
import { z } from "zod";

const require = createRequire(import.meta.url);
const callable = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");

type Files = Readonly<Record<string, string>>;

/** Runs modules that are written out as text, decorators and all; what they import is each other or installed. */
export function loadModules(files: Files): (path: string) => Readonly<Record<string, unknown>> {
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    loaded.set(path, exports);
    const { outputText } = ts.transpileModule(files[path] ?? "", {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        experimentalDecorators: true,
        useDefineForClassFields: false,
        esModuleInterop: true,
      },
    });
    const importModule = (specifier: string): unknown =>
      specifier.startsWith(".")
        ? load(posix.join(posix.dirname(path), specifier).replace(/(?:\.js)?$/, ".ts"))
        : require(specifier);
    callable.parse(new Function("require", "exports", outputText))(importModule, exports);
    return exports;
  };
  return load;
}

interface SourceSetup {
  readonly entities: readonly unknown[];
  readonly database: PGlite;
  readonly log: Statement[];
  readonly options?: Partial<DataSourceOptions>;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** TypeORM itself over Postgres in the process; `log` gets what it runs. */
export async function openDataSource({ entities, database, log, options }: SourceSetup): Promise<DataSource> {
  const settings = {
    type: "postgres",
    driver: createDriver(database, log),
    entities,
    installExtensions: false,
    ...options,
  };
  const source: unknown = Reflect.construct(DataSource, [settings]);
  if (!(source instanceof DataSource)) throw new TypeError("TypeORM made no data source");
  return source.initialize();
}

/** As much of `pg` as TypeORM's driver asks for. */
function createDriver(database: PGlite, log: Statement[]) {
  const run = async (sql: string, parameters: readonly unknown[] = []) => {
    log.push({ sql, parameters });
    const { rows, affectedRows, fields } = await database.query(sql, [...parameters]);
    return { rows, fields, rowCount: affectedRows ?? rows.length, command: sql.trim().split(/\s/)[0] };
  };
  class Client {
    readonly query = run;
    on(): void {}
    removeListener(): void {}
    release(): void {}
  }
  class Pool {
    on(): void {}
    connect(done: (error: undefined, client: Client, release: () => void) => void): void {
      done(undefined, new Client(), () => {});
    }
    end(done: () => void): void {
      done();
    }
  }
  return { Pool, Client, types: { setTypeParser() {} } };
}

/** What a class of entities is called by TypeORM: `table.column = Entity.path`. */
export function listMetadata(source: DataSource): string[] {
  return source.entityMetadatas.flatMap(({ schema, tableName, name, columns }) =>
    columns.map(({ databaseName, propertyPath }) => {
      const path = [...(schema === undefined ? [] : [schema]), tableName, databaseName].join(".");
      return `${path} = ${name}.${propertyPath}`;
    }),
  );
}
