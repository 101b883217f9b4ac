import { z } from "zod";
import { isCalendarDate } from "./dates.js";
import { findNearest } from "./find-nearest.js";
import { KINDS } from "./manifest.js";
import { isMigrationTool, MIGRATION_TOOLS } from "./migration-tools.js";
import { TARGET_FORMS } from "./parse-target.js";
import { getRepoUrlProblem } from "./repo-url.js";

/** What holds when the manifest leaves it out. */
export const DEFAULTS = {
  window: "7d",
  include: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,sql,prisma}", "**/.env", "**/.env.*"],
  exclude: ["**/node_modules/**", "**/dist/**"],
} as const;

const form = (kind: (typeof KINDS)[number]) =>
  `${kind}: ${TARGET_FORMS[kind].form} (${TARGET_FORMS[kind].examples.join(", ")})`;
const FORMS = KINDS.map(form).join("\n");
const OLD_EXAMPLES = KINDS.flatMap((kind) => TARGET_FORMS[kind].examples);

const text = (error: string) => z.string().regex(/\S/, { error, abort: true });

const date = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "is not a date: write it as YYYY-MM-DD", abort: true })
    .refine(isCalendarDate, { error: "is not in the calendar: there is no such day" })
    .meta({ description, format: "date", examples: ["2026-12-31"] });

/** Git takes what starts with a dash for an option. */
const gitName = (error: string) => z.string().regex(/^[^\s-]\S*$/, { error, abort: true });

const glob = text('is empty: write a glob such as "src/**"').refine((pattern) => !pattern.startsWith("!"), {
  error: 'starts with !: write it without, in "exclude"',
});

const sourceSchema = z
  .strictObject({
    include: z
      .array(glob)
      .min(1, { error: "is empty, so nothing would be scanned: leave it out for the default" })
      .exactOptional()
      .meta({
        description: "Globs of the files to scan, from the root of the repo.",
        default: DEFAULTS.include,
      }),
    exclude: z
      .array(glob)
      .exactOptional()
      .meta({
        description: `Globs of files to leave out, beside ${DEFAULTS.exclude.join(" and ")}, which always are.`,
        examples: [["**/generated/**"]],
      }),
  })
  .meta({ description: "Which files are scanned." });

function getToolMessage(name: string): string {
  const nearest = findNearest(name, MIGRATION_TOOLS);
  const start = nearest === undefined ? "known" : `did you mean "${nearest}"? Known`;
  return `is no tool whose migrations are read: ${start} are ${MIGRATION_TOOLS.join(", ")}`;
}

const migrationDirSchema = z
  .strictObject({
    dir: text('is empty: write a folder such as "db/migrations"').meta({
      description: "The folder with the migrations, from the root of the repo.",
      examples: ["db/migrations", "prisma/migrations"],
    }),
    format: text("is empty: leave it out to have it detected")
      .superRefine((name, context) => {
        if (!isMigrationTool(name)) context.addIssue({ code: "custom", message: getToolMessage(name) });
      })
      .exactOptional()
      .meta({
        description:
          "The tool that runs them; detected if absent. A plain directory is sql, or scripts in JavaScript or TypeScript.",
        enum: MIGRATION_TOOLS,
        examples: ["prisma", "knex", "sql"],
      }),
    dialect: text("is empty: leave it out to have it detected")
      .exactOptional()
      .meta({ description: "The database's SQL; detected if absent.", examples: ["postgres"] }),
  })
  .meta({ description: "One folder of migrations." });

const deployedSchema = z
  .strictObject({
    ref: gitName('is not a git ref: write one such as "origin/production"')
      .exactOptional()
      .meta({ description: "The branch or commit that production runs.", examples: ["origin/production"] }),
    tag: gitName('is not a tag pattern: write one such as "v*"')
      .exactOptional()
      .meta({ description: "Production runs the newest tag of this pattern.", examples: ["v*"] }),
  })
  .meta({
    description: 'What production runs: "ref" or "tag". Absent: the base branch is taken as deployed.',
    oneOf: [{ required: ["ref"] }, { required: ["tag"] }],
  });

const repoSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, {
        error: "can't name a folder: use letters, digits and . _ - only, and start with a letter or digit",
        abort: true,
      })
      .max(100, { error: "is longer than 100 characters: no folder may be called so everywhere" })
      .meta({
        description: "What reports call it; names its folder in the cache.",
        examples: ["billing-worker"],
      }),
    url: gitName('is not a git URL: write one such as "https://git.example.com/team/repo.git"')
      .superRefine((url, context) => {
        const message = getRepoUrlProblem(url);
        if (message !== undefined) context.addIssue({ code: "custom", message });
      })
      .exactOptional()
      .meta({
        description: "Where git clones it from.",
        examples: ["https://git.example.com/billing-worker.git"],
      }),
    path: text('is empty: write a folder such as "../web"')
      .exactOptional()
      .meta({
        description: "Where it already lies on this machine, from the manifest's folder.",
        examples: ["../web"],
      }),
    ref: gitName('is not a git ref: write one such as "main"')
      .exactOptional()
      .meta({ description: "What to scan of it; absent: its default branch.", examples: ["main"] }),
  })
  .meta({
    description: 'Another repo that may use the old shapes: "url" or "path".',
    oneOf: [{ required: ["url"] }, { required: ["path"] }],
  });

const changeSchema = z
  .strictObject({
    kind: z.enum(KINDS).meta({ description: `What the change is about.\n${FORMS}` }),
    old: text("is empty: write the shape that goes").meta({
      description: `The shape that goes.\n${FORMS}`,
      examples: OLD_EXAMPLES,
    }),
    new: text("is empty: leave it out for a pure removal")
      .exactOptional()
      .meta({ description: `The shape that stays, of the same kind; absent for a pure removal.\n${FORMS}` }),
    owner: text('is empty: write who sees it through, such as "@acme/identity"').meta({
      description: "Who sees the change through.",
      examples: ["@acme/identity"],
    }),
    started: date("The day on which the change began.").exactOptional(),
    sunset: date("The day by which nothing depends on the old shape any more."),
    window: z
      .string()
      .regex(/^\d{1,4}[dw]$/, {
        error: 'is not a window: write days or weeks, such as "35d" or "5w"',
        abort: true,
      })
      .exactOptional()
      .meta({
        description: "Soak: how long usage must have been zero in what is deployed, in days or weeks.",
        default: DEFAULTS.window,
        examples: ["35d", "5w"],
      }),
    guide: text("is empty: leave it out")
      .exactOptional()
      .meta({
        description: "Where people read how to move over.",
        examples: ["https://wiki.example.com/user-full-name"],
      }),
  })
  .meta({ description: "One parallel change under way." });

/** No whitespace: ids stand in comments (`expand-contract: not <change> because …`) and on command lines. */
export const CHANGE_ID = /^[A-Za-z0-9_][A-Za-z0-9_.:/@-]*$/;

/** The one schema of `expand-contract.json`: types, JSON Schema and known keys are derived from it. */
export const manifestSchema = z
  .strictObject({
    $schema: z.string().exactOptional().meta({ description: "The JSON Schema of this file, for editors." }),
    source: sourceSchema.exactOptional(),
    migrations: z
      .array(migrationDirSchema)
      .exactOptional()
      .meta({ description: "Folders with migrations; absent: they are looked for." }),
    deployed: deployedSchema.exactOptional(),
    repos: z
      .array(repoSchema)
      .exactOptional()
      .meta({ description: "Other repos that scan --repos looks at." }),
    changes: z
      // The pattern is for editors alone: zod would not look into a change whose id is wrong.
      .record(z.string().meta({ pattern: CHANGE_ID.source }), changeSchema)
      .exactOptional()
      .meta({ description: "The parallel changes under way, by id." }),
  })
  .meta({
    title: "expand-contract.json",
    description: "Which shapes are on their way out, who owns each change, and when it ends.",
  });

export type ManifestInput = z.output<typeof manifestSchema>;
export type DeployedInput = z.output<typeof deployedSchema>;
export type ChangeInput = z.output<typeof changeSchema>;

/** The keys that an object at this path of the manifest may have. */
export function getKnownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(manifestSchema.shape);
  const parts = {
    source: sourceSchema,
    migrations: migrationDirSchema,
    deployed: deployedSchema,
    repos: repoSchema,
    changes: changeSchema,
  };
  for (const [key, schema] of Object.entries(parts)) if (key === path[0]) return Object.keys(schema.shape);
  return [];
}
