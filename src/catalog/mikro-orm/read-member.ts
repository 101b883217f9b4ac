import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, type ObjectEntry } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getConstantText } from "../typeorm/constant-text.js";
import { findOption, isOff } from "../typeorm/decorators.js";
import { getInverse, getTarget } from "../typeorm/read-members.js";
import type { TargetName } from "../code/named-class.js";
import type { MikroOrmMember } from "./mikro-orm-mapping.js";

/** A member as a decorator, a schema's object or a builder's chain describes it. */
export interface MemberText {
  readonly property: string;
  readonly start: number;
  readonly end: number;
  /** `ManyToOne`, `Property` … */
  readonly kind: string;
  readonly options: readonly ObjectEntry[];
  /** What stands before the options: the other entity, the property that leads back. */
  readonly arguments: readonly TSESTree.Node[];
  readonly type?: TSESTree.TypeNode;
}

export function readMember(text: MemberText, file: CodeFile): MikroOrmMember | undefined {
  const { property, start, end, kind, options } = text;
  // Neither is stored: one is SQL of its own, the other the primary key in another form.
  if (kind === "Formula" || kind === "SerializedPrimaryKey" || hasOption(options, "formula"))
    return undefined;
  const names = ["fieldName", "fieldNames", "name", ...(RELATIONS.has(kind) ? JOINS : [])];
  const columns = names.map((name) => getTexts(options, name, file)).find(({ length }) => length > 0);
  const stored = {
    ...{ property, start, end },
    ...(columns !== undefined && { columns }),
    isPrimary: kind === "PrimaryKey" || isSet(options, "primary"),
    isDeclared: !isOff(options, "persist"),
  };
  if (kind === "Embedded") return readEmbedded(stored, text, file);
  if (RELATIONS.has(kind)) return readRelation(stored, text, file);
  return { kind: "column", ...stored };
}

export const RELATIONS: ReadonlySet<string> = new Set(["ManyToOne", "OneToOne", "OneToMany", "ManyToMany"]);
const JOINS = ["joinColumn", "joinColumns"];

type Stored = Omit<Extract<MikroOrmMember, { kind: "column" }>, "kind">;

function readEmbedded(stored: Stored, text: MemberText, file: CodeFile): MikroOrmMember {
  const { options } = text;
  const prefix = isOff(options, "prefix")
    ? false
    : getConstantText(findOption(options, "prefix"), file.scopes);
  const prefixMode = getConstantText(findOption(options, "prefixMode"), file.scopes);
  const target = findTarget(text, file);
  // Several embeddables (`() => [Cat, Dog]`) are not looked into.
  if (target === undefined) return { kind: "column", ...stored };
  return {
    kind: "embedded",
    ...{ ...stored, target },
    ...(prefix !== undefined && { prefix }),
    ...(prefixMode !== undefined && { prefixMode }),
    isJson: isSet(options, "object") || isSet(options, "array") || text.type?.type === "TSArrayType",
  };
}

function readRelation(stored: Stored, text: MemberText, file: CodeFile): MikroOrmMember | undefined {
  const { kind, options } = text;
  const target = findTarget(text, file);
  if (target === undefined) return undefined;
  const [, second] = text.arguments;
  const back = second?.type === "ObjectExpression" ? undefined : getInverse(second);
  // What leads back says whose the key is, unless the options do.
  const isGiven = isSet(options, "owner");
  const mappedBy = getInverse(findOption(options, "mappedBy")) ?? (isGiven ? undefined : back);
  const inverse = mappedBy ?? back ?? getInverse(findOption(options, "inversedBy"));
  const isMany = kind.endsWith("Many");
  const isOwner = kind !== "OneToMany" && mappedBy === undefined;
  const { columns, ...rest } = stored;
  return {
    kind: "relation",
    ...(isMany ? rest : stored),
    ...{ target, isMany, isOwner },
    ...(kind === "ManyToMany" &&
      isOwner &&
      !hasOption(options, "pivotEntity") && { pivot: readPivot(options, columns ?? [], file) }),
    ...(inverse !== undefined && { inverse }),
  };
}

function readPivot(options: readonly ObjectEntry[], joins: readonly string[], file: CodeFile) {
  const table = getConstantText(findOption(options, "pivotTable"), file.scopes);
  const inverseJoins = ["inverseJoinColumn", "inverseJoinColumns"].flatMap((name) =>
    getTexts(options, name, file),
  );
  return { ...(table !== undefined && { table }), joins, inverseJoins };
}

/** `() => Author`, `"Author"`, `{ entity: () => Author }`, or what the property is declared as. */
function findTarget(text: MemberText, file: CodeFile): TargetName | undefined {
  const given = text.arguments[0] ?? findOption(text.options, "entity");
  return getTarget(given, file) ?? (text.type && getDeclared(text.type, file));
}

/** `Author`, `Ref<Author>`, `Author[]`, `Collection<Author>`, `Author | null`. */
function getDeclared(type: TSESTree.TypeNode, file: CodeFile): TargetName | undefined {
  if (type.type === "TSArrayType") return getDeclared(type.elementType, file);
  if (type.type === "TSUnionType") {
    const [first] = type.types.flatMap((one) => getDeclared(one, file) ?? []);
    return first;
  }
  if (type.type !== "TSTypeReference") return undefined;
  const [argument] = type.typeArguments?.params ?? [];
  return argument === undefined ? getCodeName(type.typeName, file.scopes) : getDeclared(argument, file);
}

function hasOption(options: readonly ObjectEntry[], name: string): boolean {
  return findOption(options, name) !== undefined;
}

/** `primary: true`, `.primary()`. */
function isSet(options: readonly ObjectEntry[], name: string): boolean {
  return hasOption(options, name) && !isOff(options, name);
}

function getTexts(options: readonly ObjectEntry[], name: string, { scopes }: CodeFile): string[] {
  return options
    .filter((option) => option.name === name)
    .flatMap(({ value }) => getElements(unwrap(value), scopes))
    .flatMap((element) => getConstantText(element, scopes) ?? []);
}
