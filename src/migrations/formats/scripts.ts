import { isTopLevel } from "../file-order.js";
import type { MigrationFormat } from "../migration-format.js";
import { isNumberedScript } from "../script-file.js";
import { sortFiles } from "./plain-sql.js";

const EXPORTS_UP = /\bup\b|\bexport\s+default\b|\bmodule\.exports\s*=/;
const DEFINES = /\b(?:alter|create|drop)\s+(?:table|view|type|schema|materialized|index|function)\b/i;

/**
 * Scripts of a runner that we do not know, such as a hand-made one: they are migrations where SQL in them defines something. What they run
 * is read where it is a text, and else unknown. Our own rule for their order, as for plain SQL.
 */
export const scripts: MigrationFormat = {
  name: "scripts",
  getScore: ({ paths, readText }) => {
    const texts = paths.filter(isOwn).flatMap((path) => readText(path) ?? []);
    return texts.some((text) => EXPORTS_UP.test(text) && DEFINES.test(text)) ? 0.9 : 0;
  },
  isMigrationFile: isOwn,
  read: (files) =>
    sortFiles(files.filter(({ path }) => isOwn(path))).map(({ path, text }) => ({
      ...{ id: path, path },
      script: { tool: "scripts", text },
    })),
};

function isOwn(path: string): boolean {
  return isTopLevel(path) && isNumberedScript(path);
}
