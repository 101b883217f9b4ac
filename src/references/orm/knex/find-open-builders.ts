import type { TSESTree } from "@typescript-eslint/utils";
import { type BuilderCall, followBuilder } from "../../../ast/follow-builder.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { walk } from "../../../ast/walk.js";
import type { ScriptFile } from "../../detector.js";
import type { KnexBuilder } from "./find-builders.js";
import { ENDING, HANDING } from "./methods.js";

/** Queries that are handed in from elsewhere, by their type: parameters (`query: Knex.QueryBuilder`) and properties of a class that its methods share. */
export function findOpenBuilders(file: ScriptFile, known: readonly KnexBuilder[]): KnexBuilder[] {
  if (!file.text.includes("QueryBuilder")) return [];
  const seen = new Set(known.flatMap(({ calls }) => calls.map(({ node }) => node)));
  return walk(file.ast).flatMap((node): KnexBuilder[] => {
    const references = getReferences(node, file);
    const [root] = references;
    if (root === undefined) return [];
    const options = { scopes: file.scopes, handing: HANDING, ending: ENDING };
    const followed = references.map((reference) => followBuilder(reference, options));
    const calls = keepNew(
      followed.flatMap((builder) => builder.calls),
      seen,
    );
    if (calls.length === 0) return [];
    const results = followed.flatMap((builder) => builder.results);
    return [{ root, tables: [], calls, results, certainty: "inferred", isOpen: true }];
  });
}

function keepNew(calls: readonly BuilderCall[], seen: Set<TSESTree.Node>): BuilderCall[] {
  return calls.filter(({ node }) => {
    const isNew = !seen.has(node);
    seen.add(node);
    return isNew;
  });
}

function getReferences(node: TSESTree.Node, file: ScriptFile): TSESTree.Expression[] {
  if (node.type === "Identifier" && isBuilderType(node.typeAnnotation, file.text)) {
    const references = findVariable(file.scopes, node)?.references ?? [];
    return references.flatMap(({ identifier }) => (identifier.type === "Identifier" ? [identifier] : []));
  }
  if (node.type !== "PropertyDefinition" || !isBuilderType(node.typeAnnotation, file.text)) return [];
  const { key } = node;
  if (key.type !== "Identifier") return [];
  return walk(node.parent).filter(
    (member): member is TSESTree.MemberExpression =>
      member.type === "MemberExpression" &&
      member.object.type === "ThisExpression" &&
      getMemberName(member) === key.name,
  );
}

/** `Knex.QueryBuilder`, `QueryBuilder<User>`; those of Objection, TypeORM and MikroORM have other packages' names before them. */
function isBuilderType(annotation: TSESTree.TSTypeAnnotation | undefined, text: string): boolean {
  const type = annotation?.typeAnnotation;
  if (type?.type !== "TSTypeReference") return false;
  const name = text.slice(...type.typeName.range);
  return name === "Knex.QueryBuilder" || (name === "QueryBuilder" && /["']knex["']/.test(text));
}
