import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries, type ObjectEntry } from "../../ast/object-entries.js";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getConstantText } from "../typeorm/constant-text.js";
import { findOption } from "../typeorm/decorators.js";
import type { MikroOrmClass, MikroOrmMember } from "./mikro-orm-mapping.js";
import { readEntityOptions } from "./read-entity-options.js";
import { readMember } from "./read-member.js";

interface SchemaVariable {
  readonly id: TSESTree.Identifier;
  readonly exports: readonly string[];
}

/** `new EntitySchema({ name, class, properties })`, `defineEntity({ name, properties: (p) => ({ … }) })` */
export function readSchema(
  argument: TSESTree.Node,
  { id, exports }: SchemaVariable,
  file: CodeFile,
): MikroOrmClass | undefined {
  const options = getEntries(argument, file.scopes);
  if (options.length === 0) return undefined;
  const target = getName(findOption(options, "class"), file);
  const parent = getName(findOption(options, "extends"), file);
  const targetName = target && ("own" in target ? target.own : (target.member ?? target.imported));
  const name = getConstantText(findOption(options, "name"), file.scopes) ?? targetName ?? id.name;
  const entity = readEntityOptions(options, name, file);
  const [start, end] = getNameRange(id);
  return {
    model: id.name,
    ...{ exports, start, end },
    ...(entity !== undefined && { entity }),
    ...(target !== undefined && { target }),
    ...(parent !== undefined && { parent }),
    members: readProperties(findOption(options, "properties"), file),
  };
}

function getName(node: TSESTree.Node | undefined, { scopes }: CodeFile) {
  return node && getCodeName(node, scopes);
}

function readProperties(node: TSESTree.Node | undefined, file: CodeFile): MikroOrmMember[] {
  const value = node && unwrap(node);
  if (value === undefined) return [];
  const object = value.type === "ArrowFunctionExpression" ? unwrap(value.body) : value;
  return getEntries(object, file.scopes).flatMap((entry) => readProperty(entry, file) ?? []);
}

function readProperty({ name, key, value }: ObjectEntry, file: CodeFile): MikroOrmMember | undefined {
  const [start, end] = getNameRange(key);
  const place = { property: name, start, end };
  const text = unwrap(value);
  // `author: () => p.manyToOne(Author)`
  const chain = text.type === "ArrowFunctionExpression" ? unwrap(text.body) : text;
  if (chain.type === "CallExpression") {
    const calls = readChain(chain);
    const [first, ...others] = calls;
    if (first === undefined) return undefined;
    const kind = KINDS_BY_METHOD[first.name] ?? "Property";
    return readMember(
      { ...place, kind, options: others.flatMap(toOptions), arguments: first.arguments },
      file,
    );
  }
  const options = getEntries(text, file.scopes);
  const kind =
    getConstantText(findOption(options, "kind"), file.scopes) ??
    getConstantText(findOption(options, "reference"), file.scopes) ??
    "";
  return options.length === 0
    ? undefined
    : readMember({ ...place, kind: KINDS[kind] ?? "Property", options, arguments: [] }, file);
}

const KINDS: Readonly<Record<string, string | undefined>> = {
  "m:1": "ManyToOne",
  "1:1": "OneToOne",
  "1:m": "OneToMany",
  "m:n": "ManyToMany",
  embedded: "Embedded",
};

const KINDS_BY_METHOD: Readonly<Record<string, string | undefined>> = {
  manyToOne: "ManyToOne",
  oneToOne: "OneToOne",
  oneToMany: "OneToMany",
  manyToMany: "ManyToMany",
  embedded: "Embedded",
  formula: "Formula",
};

interface ChainCall {
  readonly name: string;
  readonly node: TSESTree.CallExpression;
  readonly arguments: readonly TSESTree.Node[];
}

/** `p.string().fieldName("full_name")`, from the first call to the last. */
function readChain(node: TSESTree.CallExpression): ChainCall[] {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined) return [];
  const object = unwrap(callee.object);
  const before = object.type === "CallExpression" ? readChain(object) : [];
  return [...before, { name, node, arguments: node.arguments }];
}

/** A call without arguments switches its option on. */
function toOptions({ name, node, arguments: args }: ChainCall): ObjectEntry[] {
  const values = args.length === 0 ? [node] : args;
  return values.map((value) => ({ name, key: node, value }));
}
