import { walk } from "../../ast/walk.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Detection, Project, ScriptDetector, ScriptFile } from "../detector.js";
import { keepSurest } from "../keep-surest.js";
import { detectAssumedCall } from "./assumed-calls.js";
import { detectClassName, detectSuperCall } from "./class-names.js";
import { detectCompared } from "./compared-names.js";
import { createEventContext, type EventContext } from "./event-context.js";
import { detectEventType } from "./event-types.js";
import { detectHandlerTable } from "./handler-tables.js";
import { detectKnownCall, detectListener } from "./known-calls.js";
import { detectSubscription } from "./subscription-lists.js";
import { mayNameEvents } from "./may-name-events.js";

/**
 * Finds names of events, topics and queues in code: what sends is a write, what listens a read, what makes one a declaration.
 *
 * Seen: calls of the libraries in `libraries/`, by what the module imports; names in constants, of other modules too.
 * Inferred: calls by the method's name alone, comparisons, tables of handlers, wildcards; of distinctive names alone.
 * Out of scope: names that only running the program tells, and common ones (`error`) on what is not known to be a library's.
 */
export const detectEvents: ScriptDetector = (file: ScriptFile, project: Project) => {
  if (!mayNameEvents(file, project)) return [];
  const context = createEventContext(file, project);
  return keepSurest(walk(file.ast).flatMap((node) => detectAt(node, context)));
};

function detectAt(node: TSESTree.Node, context: EventContext): Detection[] {
  switch (node.type) {
    case "CallExpression":
    case "NewExpression":
      if (node.callee.type === "Super")
        return detectKnownCall(node, context) ?? detectSuperCall(node, context);
      return (
        detectKnownCall(node, context) ?? [
          ...detectListener(node, context),
          ...detectAssumedCall(node, context),
          ...detectCompared(node, context),
          ...detectHandlerTable(node, context),
        ]
      );
    case "BinaryExpression":
    case "SwitchCase":
      return detectCompared(node, context);
    case "Property":
      return [...detectHandlerTable(node, context), ...detectSubscription(node, context)];
    case "PropertyDefinition":
      return detectClassName(node, context);
    case "TSPropertySignature":
    case "TSMethodSignature":
    case "TSLiteralType":
      return detectEventType(node, context);
    default:
      return [];
  }
}
