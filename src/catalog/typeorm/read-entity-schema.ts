import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries, type ObjectEntry } from "../../ast/object-entries.js";
import { getNameRange } from "../../ast/property-name.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getConstantText } from "./constant-text.js";
import { findOption } from "./decorators.js";
import { getJoins, getTarget, isOn, isTakenOut, readJoinTable } from "./read-members.js";
import type { TypeormClass, TypeormMember } from "./typeorm-mapping.js";

interface SchemaVariable {
  readonly id: TSESTree.Identifier;
  readonly exports: readonly string[];
}

/** `new EntitySchema({ name, tableName, target, columns, relations, embeddeds })` */
export function readEntitySchema(
  { arguments: [argument] }: TSESTree.NewExpression,
  { id, exports }: SchemaVariable,
  file: CodeFile,
): TypeormClass | undefined {
  const options = argument === undefined ? [] : getEntries(argument, file.scopes);
  if (options.length === 0) return undefined;
  const getText = (name: string): string | undefined =>
    getConstantText(findOption(options, name), file.scopes);
  const target = findOption(options, "target");
  const targetName = target && getCodeName(target, file.scopes);
  const table = getText("tableName");
  const schema = getText("schema");
  const [start, end] = getNameRange(id);
  return {
    model: id.name,
    ...{ exports, start, end },
    entity: {
      kind: "own",
      name: getText("name") ?? id.name,
      ...(table !== undefined && { table }),
      ...(schema !== undefined && { schema }),
    },
    ...(targetName !== undefined && { target: targetName }),
    members: [
      ...readSection(options, "columns", { file, read: readColumn }),
      ...readSection(options, "relations", { file, read: readRelation }),
      ...readSection(options, "embeddeds", { file, read: readEmbedded }),
    ],
  };
}

type ReadMember = (
  entry: ObjectEntry,
  options: readonly ObjectEntry[],
  file: CodeFile,
) => TypeormMember | undefined;

interface Section {
  readonly file: CodeFile;
  readonly read: ReadMember;
}

function readSection(
  options: readonly ObjectEntry[],
  section: string,
  { file, read }: Section,
): TypeormMember[] {
  const node = findOption(options, section);
  if (node === undefined) return [];
  return getEntries(node, file.scopes).flatMap(
    (entry) => read(entry, getEntries(entry.value, file.scopes), file) ?? [],
  );
}

function getPlace({ name, key }: ObjectEntry) {
  const [start, end] = getNameRange(key);
  return { property: name, start, end };
}

function readColumn(
  entry: ObjectEntry,
  options: readonly ObjectEntry[],
  { scopes }: CodeFile,
): TypeormMember {
  const column = getConstantText(findOption(options, "name"), scopes);
  return {
    kind: "column",
    ...getPlace(entry),
    ...(column !== undefined && { column }),
    isPrimary: isOn(options, "primary"),
    isDeclared: !isTakenOut(options),
  };
}

function readRelation(
  entry: ObjectEntry,
  options: readonly ObjectEntry[],
  file: CodeFile,
): TypeormMember | undefined {
  const target = getTarget(findOption(options, "target"), file);
  const type = getConstantText(findOption(options, "type"), file.scopes) ?? "";
  if (target === undefined) return undefined;
  const join = findOption(options, "joinColumn");
  const table = findOption(options, "joinTable");
  const inverse = getConstantText(findOption(options, "inverseSide"), file.scopes);
  return {
    kind: "relation",
    ...getPlace(entry),
    target,
    isMany: type.endsWith("many"),
    ...((type === "many-to-one" || join !== undefined) && { joins: getJoins(join, file) }),
    ...(table !== undefined && { joinTable: readJoinTable(table, file) }),
    ...(inverse !== undefined && { inverse }),
  };
}

function readEmbedded(
  entry: ObjectEntry,
  options: readonly ObjectEntry[],
  file: CodeFile,
): TypeormMember | undefined {
  const target = getTarget(findOption(options, "schema"), file);
  if (target === undefined) return undefined;
  const value = findOption(options, "prefix");
  const isNone = value?.type === "Literal" && value.value === false;
  const prefix = isNone ? "" : getConstantText(value, file.scopes);
  return { kind: "embedded", ...getPlace(entry), target, ...(prefix !== undefined && { prefix }) };
}
