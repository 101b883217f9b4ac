import type { RepoProfile } from "./repo-profile.js";

const MOST_DIRS = 6;

/** What was seen, one line each; what is not there has none. */
export function formatProfile(profile: RepoProfile): string {
  const { manager, packageCount, models, migrations, ci, hooks, lint, ownersFile } = profile;
  const rows: (readonly [string, string])[] = [
    ["packages", packageCount > 1 ? `${manager.name}, ${packageCount} packages` : manager.name],
    ["models", models.join(", ")],
    ...migrations
      .slice(0, MOST_DIRS)
      .map(
        ({ dir, format, dialect }) =>
          [
            "migrations",
            [dir === "" ? "." : dir, [format, dialect].filter(Boolean).join(", ")].join("   "),
          ] as const,
      ),
    ["", migrations.length > MOST_DIRS ? `and ${migrations.length - MOST_DIRS} more` : ""],
    ["lint", lint?.file ?? ""],
    ...ci.map(({ file, job }) => ["ci", job === undefined ? file : `${file}, job ${job}`] as const),
    ["hooks", hooks?.file ?? ""],
    ["owners", ownersFile ?? ""],
  ];
  const shown = rows.filter(([, value]) => value !== "");
  return `Found:\n${shown.map(([name, value]) => `  ${name.padEnd(12)}${value}\n`).join("")}`;
}
