/** How each tool makes a migration that sorts after all others, by the name of its format; those without a command of their own are left out. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["atlas", "atlas migrate new NAME"],
  ["db-migrate", "npx db-migrate create NAME"],
  ["dbmate", "dbmate new NAME"],
  ["drizzle", "npx drizzle-kit generate"],
  ["golang-migrate", "migrate create -ext sql -dir DIR NAME"],
  ["graphile-migrate", "npx graphile-migrate uncommit, then npx graphile-migrate commit"],
  ["knex", "npx knex migrate:make NAME"],
  ["mikro-orm", "npx mikro-orm migration:create"],
  ["node-pg-migrate", "npx node-pg-migrate create NAME"],
  ["prisma", "npx prisma migrate dev --create-only --name NAME"],
  ["sequelize", "npx sequelize-cli migration:generate --name NAME"],
  ["supabase", "supabase migration new NAME"],
  ["typeorm", "npx typeorm migration:create DIR/NAME"],
]);

/** `make it again with the tool's own command: npx knex migrate:make NAME` */
export function getRemake(format: string, after?: string): string {
  const command = COMMANDS.get(format);
  const what = after === undefined ? "make it again" : `make it again after ${after}`;
  return command === undefined ? `${what}, as its tool does` : `${what}: ${command}`;
}
