import fc from "fast-check";

/** A function with a query, or without one. */
export interface ProgramFunction {
  readonly name: string;
  readonly query: "name" | "name where id = 1" | "full_name";
  /** How often the function asks it; absent: once. */
  readonly times?: number;
}

/** Files by path, each with functions of names that no other has. */
export type Program = Readonly<Record<string, readonly ProgramFunction[]>>;

const QUERIES = ["name", "name where id = 1", "full_name"] as const;
const PATHS = ["src/users.ts", "src/people.ts", "src/jobs/report.ts"];

export const arbitraryProgram: fc.Arbitrary<Program> = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(...QUERIES)), { minLength: 1, maxLength: 9 })
  .map((functions) =>
    Object.fromEntries(
      PATHS.map((path) => [
        path,
        functions.flatMap(([where, query], index) =>
          where === path ? [{ name: `query${index}`, query }] : [],
        ),
      ]),
    ),
  );

/** How a file is written: none of it says anything new. */
export interface Layout {
  readonly isReversed: boolean;
  readonly isBroken: boolean;
  readonly blankLines: number;
}

export const PLAIN: Layout = { isReversed: false, isBroken: false, blankLines: 0 };

export const arbitraryLayout: fc.Arbitrary<Layout> = fc.record({
  isReversed: fc.boolean(),
  isBroken: fc.boolean(),
  blankLines: fc.nat({ max: 3 }),
});

/** The program's files as text. */
export function writeProgram(program: Program, layout: Layout): Map<string, string> {
  const files = Object.entries(program).filter(([, functions]) => functions.length > 0);
  return new Map(files.map(([path, functions]) => [path, writeFile(functions, layout)]));
}

function writeFile(
  functions: readonly ProgramFunction[],
  { isReversed, isBroken, blankLines }: Layout,
): string {
  const parts = functions.map(({ name, query, times = 1 }) => {
    const text = query.replace(/^\w+/, (column) => `select ${column} from users`);
    const call = isBroken
      ? `db\n    .query(\`\n      ${text.replace(" from", "\n      from")}\n    \`)`
      : `db.query(\`${text}\`)`;
    return `export const ${name} = (db) =>${isBroken ? "\n  " : " "}[${Array(times).fill(call).join(", ")}];\n`;
  });
  return (isReversed ? parts.toReversed() : parts).join("\n".repeat(blankLines));
}
