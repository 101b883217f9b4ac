import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type Holding, NOTHING } from "./holding.js";
import { inferExpression } from "./infer-expression.js";
import { inferPattern } from "./infer-pattern.js";
import { inferReturned } from "./infer-returned.js";
import { inferType } from "./infer-type.js";
import type { Inference, InstanceModels } from "./inference.js";

/** Every answer is kept: asked again while it is being found, a node holds nothing. */
export function createInference(scopes: ScopeManager, models: InstanceModels): Inference {
  type Infer = (node: TSESTree.Node, inference: Inference) => readonly Holding[];
  const keep = (infer: Infer) => {
    const known = new Map<TSESTree.Node, readonly Holding[]>();
    return (node: TSESTree.Node): readonly Holding[] => {
      const kept = known.get(node);
      if (kept !== undefined) return kept;
      known.set(node, NOTHING);
      const found = infer(node, inference);
      known.set(node, found);
      return found;
    };
  };
  const inference: Inference = {
    scopes,
    models,
    ofExpression: keep(inferExpression),
    ofPattern: keep(inferPattern),
    ofType: keep(inferType),
    ofReturned: keep(inferReturned),
  };
  return inference;
}
