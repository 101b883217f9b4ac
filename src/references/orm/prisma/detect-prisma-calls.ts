import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import type { Detection, Project, ScriptDetector, ScriptFile } from "../../detector.js";
import { findClientType, findImportedName } from "./client-types.js";
import { createCollector, createRowReader } from "./collector.js";
import { findDelegate, findPrismaCall } from "./find-calls.js";
import { followRows } from "../../follow-rows.js";
import { createModels, type Models } from "./models.js";
import { getResultShape } from "./row-shape.js";
import { walkArguments } from "./walk-arguments.js";
import { walkPassed } from "./walk-passed.js";
import { walkType } from "./walk-types.js";

/**
 * Columns and tables that calls of the Prisma client name: in arguments, nested through relations, in the rows that come back as far as
 * they stay in the function, and in the client's types. `inferred` where two schemas have a model of the delegate's name.
 */
export const detectPrismaCalls: ScriptDetector = (file, project) => {
  const models = createModels(project.catalog, project.changes);
  if (!models.words.some((word) => file.text.includes(word))) return [];
  const found: Detection[] = [];
  for (const node of walk(file.ast)) visit(node, { file, project, models, found });
  return keepFirst(found);
};

interface Visit {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly models: Models;
  readonly found: Detection[];
}

function visit(node: TSESTree.Node, context: Visit): void {
  switch (node.type) {
    case "CallExpression":
      return visitCall(node, context);
    case "TSTypeReference":
      return visitType(node, context);
    case "MemberExpression":
      return visitFieldReference(node, context);
    default:
  }
}

function visitCall(node: TSESTree.CallExpression, { file, project, models, found }: Visit): void {
  const { scopes } = file;
  const call = findPrismaCall(node, models, scopes);
  if (call === undefined) {
    const collector = createCollector(models, "resolved", found);
    return walkPassed(node, { file, project }, { models, scopes, collector });
  }
  const collector = createCollector(models, call.certainty, found);
  for (const model of call.models) {
    collector.addTable(model, { access: call.access, at: call.delegate });
    if (call.argument !== undefined) walkArguments(call.argument, model, { models, scopes, collector });
    const shape = getResultShape(call.method, model, call.argument, { models, scopes });
    if (shape !== undefined) followRows(node, shape, { scopes, onRead: createRowReader(collector) });
  }
}

function visitType(node: TSESTree.TSTypeReference, { file, project, models, found }: Visit): void {
  const type = findClientType(node, models, { file, project });
  if (type === undefined) return;
  const collector = createCollector(models, "resolved", found);
  walkType(node, type, { models, scopes: file.scopes, collector });
}

/** `prisma.user.fields.name` and `Prisma.UserScalarFieldEnum.name` stand for the column itself. */
function visitFieldReference(node: TSESTree.MemberExpression, { file, project, models, found }: Visit): void {
  const name = getMemberName(node);
  const object = unwrap(node.object);
  if (name === undefined || object.type !== "MemberExpression") return;
  const collector = createCollector(models, "resolved", found);
  const holder = getMemberName(object) ?? "";
  const owner = unwrap(object.object);
  if (holder === "fields") {
    const delegate = findDelegate(owner, file.scopes);
    for (const model of delegate === undefined ? [] : models.getByDelegate(delegate.name))
      collector.addColumn(model, name, { access: "read", at: node.property });
  }
  if (!holder.endsWith("ScalarFieldEnum") || owner.type !== "Identifier") return;
  if (findImportedName(owner, { file, project }) !== "Prisma") return;
  for (const model of models.getByName(holder.slice(0, -"ScalarFieldEnum".length)))
    collector.addColumn(model, name, { access: "read", at: node.property });
}

/** A constant that two calls use is one reference. */
function keepFirst(found: readonly Detection[]): Detection[] {
  const byPlace = new Map<string, Detection>();
  for (const detection of found) {
    const { change, access, start, certainty } = detection;
    const key = `${change.id} ${access} ${start}`;
    const known = byPlace.get(key);
    if (known === undefined || (known.certainty !== "resolved" && certainty === "resolved"))
      byPlace.set(key, detection);
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}
