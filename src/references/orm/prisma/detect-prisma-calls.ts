import { keepSurest } from "../../keep-surest.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction } from "../../../ast/find-function.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import type { Detection, ScriptDetector } from "../../detector.js";
import type { CallContext } from "./call-context.js";
import { findClientType, findImportedName } from "./client-types.js";
import { createCollector } from "./collector.js";
import { readAnnotated, readAsserted, readReturned } from "./declared-rows.js";
import { findDelegates } from "./delegates.js";
import { walkExtension } from "./extensions.js";
import { findPrismaCalls } from "./find-calls.js";
import { createModels } from "./models.js";
import { readRows } from "./row-flow.js";
import { getResultShape } from "./row-shape.js";
import { walkArguments } from "./walk-arguments.js";
import { walkPassed } from "./walk-passed.js";
import { walkType } from "./walk-types.js";

/**
 * Columns and tables that calls of the Prisma client name: in arguments, nested through relations, in the rows that come back as far as
 * they stay in the module, in extensions of the client and in its types. `inferred` where two schemas have a model of the delegate's name.
 */
export const detectPrismaCalls: ScriptDetector = (file, project) => {
  const models = createModels(project.catalog, project.changes);
  if (!models.words.some((word) => file.text.includes(word))) return [];
  const found: Detection[] = [];
  for (const node of walk(file.ast)) visit(node, { file, project, models, found });
  return keepSurest(found);
};

interface Visit extends CallContext {
  readonly found: Detection[];
}

function visit(node: TSESTree.Node, context: Visit): void {
  switch (node.type) {
    case "CallExpression":
      return visitCall(node, context);
    case "TSTypeReference":
      return visitType(node, context);
    case "TSTypeAnnotation":
      return readAnnotated(node, context, createCollector(context.models, "resolved", context.found));
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return readAsserted(node, context, createCollector(context.models, "resolved", context.found));
    case "MemberExpression":
      return visitMember(node, context);
    default:
  }
}

function visitCall(node: TSESTree.CallExpression, context: Visit): void {
  const { file, project, models, found } = context;
  const { scopes } = file;
  const calls = findPrismaCalls(node, context);
  if (calls.length === 0) {
    const collector = createCollector(models, "resolved", found);
    walkExtension(node, { models, scopes, collector });
    readReturned(node, context, collector);
    return walkPassed(node, { file, project }, { models, scopes, collector });
  }
  for (const call of calls) {
    const collector = createCollector(models, call.certainty, found);
    for (const model of call.models) {
      collector.addTable(model, { access: call.access, at: call.delegate });
      if (call.argument !== undefined) walkArguments(call.argument, model, { models, scopes, collector });
      const shape = getResultShape(call.method, model, call.argument, { models, scopes });
      if (shape !== undefined) readRows(node, shape, { scopes, collector });
    }
  }
}

function visitType(node: TSESTree.TSTypeReference, { file, project, models, found }: Visit): void {
  const type = findClientType(node.typeName, models, { file, project });
  if (type === undefined) return;
  const collector = createCollector(models, "resolved", found);
  walkType(node, type, { models, scopes: file.scopes, collector });
}

/** `prisma.user.fields.name` and `Prisma.UserScalarFieldEnum.name` stand for the column itself. */
function visitMember(node: TSESTree.MemberExpression, context: Visit): void {
  const name = getMemberName(node);
  const object = unwrap(node.object);
  if (isHandedAway(node, context)) visitHandedAway(node, context);
  if (name === undefined || object.type !== "MemberExpression") return;
  const { file, project, models, found } = context;
  const collector = createCollector(models, "resolved", found);
  const holder = getMemberName(object) ?? "";
  const owner = unwrap(object.object);
  if (holder === "fields") {
    for (const delegate of findDelegates(owner, context))
      for (const model of delegate.models)
        collector.addColumn(model, name, { access: "read", at: node.property });
  }
  if (!holder.endsWith("ScalarFieldEnum") || owner.type !== "Identifier") return;
  if (findImportedName(owner, { file, project }) !== "Prisma") return;
  for (const model of models.getByName(holder.slice(0, -"ScalarFieldEnum".length)))
    collector.addColumn(model, name, { access: "read", at: node.property });
}

/** `createStore(prisma.user)` of another module: what it does with the delegate is not known, that it needs the table is. */
function visitHandedAway(node: TSESTree.MemberExpression, context: Visit): void {
  for (const { models, place, isSure, certainty } of findDelegates(node, context)) {
    const collector = createCollector(context.models, certainty, context.found);
    for (const model of isSure ? models : []) collector.addTable(model, { access: "read", at: place });
  }
}

function isHandedAway(node: TSESTree.MemberExpression, { file }: Visit): boolean {
  const { parent } = node;
  if (parent.type !== "CallExpression" || parent.callee === node) return false;
  return findFunction(parent.callee, file.scopes) === undefined;
}
