import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findVariable } from "../../../ast/find-variable.js";
import type { Project, ScriptFile } from "../../detector.js";
import type { Models } from "./models.js";
import type { Clause } from "./argument-walk.js";
import { walkArguments, walkOmit, walkSelect } from "./walk-arguments.js";
import { walkData } from "./walk-data.js";
import { walkOrder } from "./walk-order.js";
import { walkWhere } from "./walk-where.js";

/** A type of the generated client that belongs to a model: `User`, `Prisma.UserSelect`. */
export interface ClientType {
  readonly model: MappedTable;
  /** The name that says so. */
  readonly place: TSESTree.Node;
  /** What the type is made for: rows, or a clause of a call's argument. */
  readonly use: "row" | "payload" | Clause;
}

/** Reads a type's name as one of the client's: imported from `@prisma/client` or from a client that was generated elsewhere. */
export function findClientType(
  typeName: TSESTree.EntityName,
  models: Models,
  context: { readonly file: ScriptFile; readonly project: Project },
): ClientType | undefined {
  if (typeName.type === "Identifier") {
    const imported = findImportedName(typeName, context);
    const [model] = imported === undefined ? [] : models.getByName(imported);
    return model && { model, place: typeName, use: "row" };
  }
  if (typeName.type !== "TSQualifiedName" || typeName.left.type !== "Identifier") return undefined;
  if (findImportedName(typeName.left, context) !== "Prisma") return undefined;
  const type = findOperationType(typeName.right.name, models);
  return type && { ...type, place: typeName.right };
}

/** The name under which a module of the client exports what an identifier was imported as. */
export function findImportedName(
  identifier: TSESTree.Identifier,
  { file, project }: { readonly file: ScriptFile; readonly project: Project },
): string | undefined {
  const definition = findVariable(file.scopes, identifier)?.defs[0];
  if (definition?.type !== "ImportBinding" || definition.node.type !== "ImportSpecifier") return undefined;
  const { imported, parent } = definition.node;
  const name = imported.type === "Identifier" ? imported.name : imported.value;
  if (parent.type !== "ImportDeclaration") return undefined;
  return findClientName({ importer: file.path, specifier: parent.source.value, name }, project);
}

interface ImportedName {
  readonly importer: string;
  readonly specifier: string;
  readonly name: string;
}

/** The name under which a module of the client exports what a module imports; undefined where it comes from elsewhere. */
export function findClientName(
  { importer, specifier, name }: ImportedName,
  { modules }: Project,
): string | undefined {
  const origins = modules.getOrigins(importer, specifier, name);
  const origin = [{ module: specifier, name }, ...origins].find(({ module }) => isClientModule(module));
  return origin?.name;
}

/** `@prisma/client`, `.prisma/client`, `../generated/prisma/client.js`. */
function isClientModule(module: string): boolean {
  return /prisma/i.test(module) || /(?:^|\/)generated(?:\/|$)/.test(module);
}

/** `UserSelect`, `UserWhereInput`, `UserFindManyArgs`, `UserGetPayload`; the longest model's name that fits is meant. */
export function findOperationType(name: string, { all }: Models): Omit<ClientType, "place"> | undefined {
  const fitting = all
    .filter(({ model }) => name.startsWith(model) && findUse(name.slice(model.length)) !== undefined)
    .sort((a, b) => b.model.length - a.model.length);
  const [model] = fitting;
  const use = model && findUse(name.slice(model.model.length));
  return model && use && { model, use };
}

/** The suffixes of the types that Prisma generates for a model. */
function findUse(suffix: string): ClientType["use"] | undefined {
  if (suffix === "GetPayload") return "payload";
  if (/^(?:Select|Include)(?:Scalar)?$/.test(suffix)) return walkSelect;
  if (suffix === "Omit") return walkOmit;
  if (/^(?:Scalar)?Where(?:Unique|WithAggregates)?Input$/.test(suffix)) return walkWhere;
  if (/^OrderBy\w*Input$/.test(suffix)) return walkOrder;
  if (/^(?:Unchecked)?(?:Create|Update)(?!Nested|OrConnect|Envelope)\w*Input$/.test(suffix)) return walkData;
  return /^\w*Args$/.test(suffix) ? walkArguments : undefined;
}
