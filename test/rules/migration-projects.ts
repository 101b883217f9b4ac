import { join } from "node:path";
import { writeProject } from "../lint/lint-text.js";

/** `users.name` on its way to `users.full_name`; `sessions_old` goes without a replacement. */
const CHANGES = {
  "user-full-name": {
    kind: "column",
    old: "users.name",
    new: "users.full_name",
    owner: "@acme/identity",
    sunset: "2026-12-31",
    window: "7d",
  },
  "sessions-old": { kind: "table", old: "sessions_old", owner: "@acme/identity", sunset: "2026-12-31" },
};

/** A repo whose migrations are of one tool; answers the path of one of them. */
export function writeMigrationProject(
  format: string,
  migrations: Readonly<Record<string, string>>,
): (name: string) => string {
  const manifest = { migrations: [{ dir: "migrations", format }], changes: CHANGES };
  const files = Object.entries(migrations).map(([name, text]) => [`migrations/${name}`, text]);
  const root = writeProject({
    "expand-contract.json": JSON.stringify(manifest),
    ...Object.fromEntries(files),
  });
  return (name) => join(root, "migrations", name);
}
