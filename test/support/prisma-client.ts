import { createRequire } from "node:module";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const require = createRequire(import.meta.url);
const callable = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");

/** Runs one call of Prisma's real client on a fresh database: the SQL that came out, or why the client refused the call. */
export type RunPrisma = (
  source: string,
) => Promise<{ readonly sql: readonly string[]; readonly refusal?: string }>;

interface Setup {
  readonly schema: string;
  /** SQL that makes the tables and fills them, before each call. */
  readonly reset: string;
}

/** The client without `prisma generate`: what that writes is put together here from Prisma's own reading of the schema. */
export function createPrismaRunner({ schema, reset }: Setup): RunPrisma {
  const database = new PGlite();
  const log: string[] = [];
  const adapter = createAdapter(database, log);
  const prisma: unknown = Reflect.construct(getClientClass(schema), [{ adapter }]);
  const { Extensions: Prisma } = z
    .object({ Extensions: z.object({ defineExtension: callable, getExtensionContext: callable }) })
    .parse(require("@prisma/client/runtime/client"));
  return async (source) => {
    await database.exec(reset);
    log.length = 0;
    const call = callable.parse(new Function("prisma", "Prisma", `return (async () => (${source}))()`));
    try {
      await call(prisma, Prisma);
      return { sql: [...log] };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "PrismaClientValidationError") throw error;
      return { sql: [...log], refusal: error.message };
    }
  };
}

function getClientClass(schema: string): (...args: readonly unknown[]) => unknown {
  const engine = "@prisma/client/runtime/query_compiler_fast_bg.postgresql";
  const { get_dmmf } = z.object({ get_dmmf: callable }).parse(require("@prisma/prisma-schema-wasm"));
  const { datamodel } = z
    .object({ datamodel: z.object({ models: z.array(z.looseObject({ name: z.string() })) }) })
    .parse(
      JSON.parse(z.string().parse(get_dmmf(JSON.stringify({ prismaSchema: [["schema.prisma", schema]] })))),
    );
  const { getPrismaClient } = z
    .object({ getPrismaClient: callable })
    .parse(require("@prisma/client/runtime/client"));
  const { Module } = z.object({ Module: callable }).parse(Reflect.get(globalThis, "WebAssembly"));
  const { wasm } = z.object({ wasm: z.string() }).parse(require(`${engine}.wasm-base64.js`));
  return callable.parse(
    getPrismaClient({
      previewFeatures: [],
      clientVersion: "7.10.0",
      engineVersion: "",
      activeProvider: "postgresql",
      inlineSchema: schema,
      runtimeDataModel: {
        models: Object.fromEntries(datamodel.models.map((model) => [model.name, model])),
        enums: {},
        types: {},
      },
      // Only names values for the cache of plans; an empty one names none.
      parameterizationSchema: { strings: [], graph: "AAAA" },
      compilerWasm: {
        getRuntime: async (): Promise<unknown> => require(`${engine}.js`),
        getQueryCompilerWasmModule: async () => Reflect.construct(Module, [Buffer.from(wasm, "base64")]),
        importName: "./query_compiler_fast_bg.js",
      },
    }),
  );
}

const query = z.object({ sql: z.string(), args: z.array(z.unknown()) });

// Prisma's numbers for column types, by Postgres' type ids: int4, int8, text, numeric.
const COLUMN_TYPES: Readonly<Record<number, number>> = { 23: 0, 20: 1, 25: 7, 1700: 4 };

/** Prisma's driver adapter (`@prisma/driver-adapter-utils`) over PGlite, as far as integers and texts go. */
function createAdapter(database: PGlite, log: string[]) {
  const run = async (input: unknown) => {
    const { sql, args } = query.parse(input);
    log.push(sql);
    return database.query<unknown[]>(sql, args, { rowMode: "array" });
  };
  const queryable = {
    provider: "postgres",
    adapterName: "pglite",
    queryRaw: async (input: unknown) => {
      const { fields, rows } = await run(input);
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES[dataTypeID] ?? 7),
        rows,
      };
    },
    executeRaw: async (input: unknown) => (await run(input)).affectedRows ?? 0,
  };
  const startTransaction = async () => ({
    ...queryable,
    options: { usePhantomQuery: true },
    commit: async () => undefined,
    rollback: async () => undefined,
  });
  const connected = {
    ...queryable,
    startTransaction,
    executeScript: async () => undefined,
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    dispose: async () => undefined,
  };
  return { provider: "postgres", adapterName: "pglite", connect: async () => connected };
}
