import type { TextFile } from "../../references/detector.js";
import type { MappedColumn, MappedRelation, MappedTable } from "../catalog.js";
import {
  parseSchema,
  type SchemaAttribute,
  type SchemaField,
  type SchemaModel,
  type SchemaValue,
} from "./parse-schema.js";

export interface PrismaCatalogProblem {
  readonly file: string;
  /** UTF-16 offset in the file. */
  readonly offset: number;
  readonly message: string;
}

export interface PrismaCatalog {
  readonly tables: readonly MappedTable[];
  /** `provider` of the datasource, where one file has it. */
  readonly provider?: string;
  readonly problems: readonly PrismaCatalogProblem[];
}

/** Models and views of all `.prisma` files, as one schema: a folder's files see each other's models. */
export function readPrismaCatalog(files: readonly TextFile[]): PrismaCatalog {
  const schemas = files.map(({ path, text }) => ({ path, ...parseSchema(text) }));
  const models = schemas.flatMap(({ path, models: own }) =>
    own.filter(({ keyword }) => keyword !== "type").map((model) => ({ path, model })),
  );
  const names = new Set(models.map(({ model }) => model.name));
  const provider = schemas.find((schema) => schema.provider !== undefined)?.provider;
  return {
    tables: models.map(({ path, model }) => mapModel(path, model, names)),
    problems: schemas.flatMap(({ path, problems }) =>
      problems.map((problem) => ({ file: path, ...problem })),
    ),
    ...(provider === undefined ? {} : { provider }),
  };
}

function mapModel(file: string, model: SchemaModel, names: ReadonlySet<string>): MappedTable {
  const schema = getString(model.attributes, "schema");
  const isDeclared = !hasAttribute(model.attributes, "ignore");
  const isRelation = ({ type }: SchemaField): boolean => names.has(type);
  return {
    orm: "prisma",
    ...(schema === undefined ? {} : { schema }),
    table: getString(model.attributes, "map") ?? model.name,
    model: model.name,
    exports: [],
    file,
    start: model.start,
    end: model.end,
    isDeclared,
    isComplete: true,
    columns: model.fields.filter((field) => !isRelation(field)).map((field) => mapColumn(field, isDeclared)),
    relations: model.fields.filter(isRelation).map(mapRelation),
    compounds: getCompounds(model.attributes),
  };
}

/** The client leaves out fields that are ignored and those whose type it does not support: no statement of its names them. */
function mapColumn({ name, type, start, end, attributes }: SchemaField, isDeclared: boolean): MappedColumn {
  const isLeftOut = hasAttribute(attributes, "ignore") || type === "Unsupported";
  return {
    property: name,
    column: getString(attributes, "map") ?? name,
    start,
    end,
    isDeclared: isDeclared && !isLeftOut,
  };
}

function mapRelation({ name, type, attributes }: SchemaField): MappedRelation {
  const relation = attributes.find((attribute) => attribute.name === "relation");
  const fields = getNames(relation, "fields");
  return { property: name, model: type, ...(fields.length === 0 ? {} : { fields }) };
}

/** `@@id([a, b])` and `@@unique([a, b], name: "pair")`: the client selects by `a_b` or by the name. */
function getCompounds(attributes: readonly SchemaAttribute[]): ReadonlyMap<string, readonly string[]> {
  const compounds = new Map<string, readonly string[]>();
  for (const attribute of attributes) {
    if (attribute.name !== "id" && attribute.name !== "unique") continue;
    const fields = getNames(attribute, "fields");
    if (fields.length < 2) continue;
    compounds.set(getString([attribute], attribute.name, "name") ?? fields.join("_"), fields);
  }
  return compounds;
}

function hasAttribute(attributes: readonly SchemaAttribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

/** A string argument: the first unnamed one too, unless another name is asked for. */
function getString(
  attributes: readonly SchemaAttribute[],
  attributeName: string,
  argumentName = "",
): string | undefined {
  const attribute = attributes.find(({ name }) => name === attributeName);
  const argument = attribute?.arguments.find(({ name }) =>
    argumentName === "" ? name === undefined || name === "name" : name === argumentName,
  );
  return argument?.value.kind === "string" ? argument.value.value : undefined;
}

function getNames(attribute: SchemaAttribute | undefined, argumentName: string): string[] {
  const argument = attribute?.arguments.find(
    ({ name, value }) => name === argumentName || (name === undefined && value.kind === "list"),
  );
  return argument?.value.kind === "list" ? argument.value.items.flatMap(getName) : [];
}

function getName(value: SchemaValue): string[] {
  return value.kind === "name" ? [value.value] : [];
}
