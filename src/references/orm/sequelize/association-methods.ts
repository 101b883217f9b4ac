import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { pluralize, singularize } from "../../../catalog/sequelize/inflect.js";
import type { SequelizeModels } from "./sequelize-models.js";
import { getNames } from "./static-names.js";

const VERBS = ["get", "count", "has", "set", "add", "remove", "create"] as const;

export interface AssociationMethod {
  readonly verb: (typeof VERBS)[number];
  readonly related: MappedTable;
  /** The arguments after the association's name. */
  readonly rest: readonly TSESTree.Node[];
}

interface Called {
  readonly name: string;
  readonly table: MappedTable;
  readonly models: SequelizeModels;
  readonly scopes: ScopeManager;
}

/** Methods that an association gives to rows: `getPosts`, `addPost`, and `$get("posts")` of sequelize-typescript. */
export function findAssociationMethod(
  { arguments: args }: TSESTree.CallExpression,
  { name, table, models, scopes }: Called,
): AssociationMethod | undefined {
  const isNamed = name.startsWith("$");
  const verb = VERBS.find((one) => name.startsWith(one, isNamed ? 1 : 0));
  if (verb === undefined) return undefined;
  const [first, ...others] = args;
  const [given] = isNamed && first ? getNames(first, scopes) : [];
  const subject = isNamed ? given?.name : name.slice(verb.length);
  const relation = table.relations.find(
    ({ property }) => subject !== undefined && isSubject(subject, property),
  );
  const related = relation && models.findRelated(table, relation.property);
  return related && { verb, related, rest: isNamed ? others : args };
}

function isSubject(subject: string, property: string): boolean {
  const name = property.charAt(0).toUpperCase() + property.slice(1);
  return [property, name, singularize(name), pluralize(name)].includes(subject);
}
