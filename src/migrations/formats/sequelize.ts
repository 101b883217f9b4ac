import type { MigrationFormat } from "../migration-format.js";

export const sequelize: MigrationFormat = {
  name: "sequelize",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
