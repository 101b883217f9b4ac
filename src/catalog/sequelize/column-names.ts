/** Names as Sequelize derives them from other names. */

/** `createdAt` is `created_at` where a model is underscored; each capital stands for a word. */
export function underscore(name: string): string {
  return name.replace(/[A-Z]/g, "_$&").replace(/^_/, "").toLowerCase();
}

/** The attribute of a foreign key: `author` and `id` make `authorId`. */
export function getForeignKeyName(association: string, key: string): string {
  return `${association}_${key}`
    .trim()
    .replace(/[-_\s]+(.)?/g, (_match, next: string | undefined) => (next ?? "").toUpperCase());
}
