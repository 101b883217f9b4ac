import type { ObjectEntry } from "../../ast/object-entries.js";
import type { CodeFile } from "../code/code-file.js";
import { getConstantText } from "../typeorm/constant-text.js";
import { findOption } from "../typeorm/decorators.js";
import type { MikroOrmEntity } from "./mikro-orm-mapping.js";

/** What `@Entity(…)` or a schema says of the table; undefined for what has none: embeddables and entities made of a query. */
export function readEntityOptions(
  options: readonly ObjectEntry[],
  name: string,
  { scopes }: CodeFile,
): MikroOrmEntity | undefined {
  const getText = (option: string): string | undefined =>
    getConstantText(findOption(options, option), scopes);
  const isOn = (option: string): boolean => {
    const value = findOption(options, option);
    return value?.type === "Literal" && value.value === true;
  };
  if (isOn("embeddable") || (findOption(options, "expression") !== undefined && !isOn("view")))
    return undefined;
  const table = getText("tableName") ?? getText("collection");
  const schema = getText("schema");
  const column = getText("discriminatorColumn");
  const hasHeirs = column !== undefined || findOption(options, "discriminatorMap") !== undefined;
  return {
    name,
    ...(table !== undefined && { table }),
    ...(schema !== undefined && { schema }),
    isAbstract: isOn("abstract"),
    ...(hasHeirs && { heirs: column === undefined ? {} : { column } }),
  };
}
