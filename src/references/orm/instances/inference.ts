import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { Holding } from "./holding.js";

/** A method that is called on something that is known. */
export interface MethodCall {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
  readonly receiver: Holding;
}

/** What an ORM knows of its models. */
export interface InstanceModels {
  /** The model that an expression or a type's name stands for. */
  find(node: TSESTree.Node): MappedTable | undefined;
  /** The models of a class of this file: its own, or those of its heirs. */
  getOfClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): readonly MappedTable[];
  findRelated(table: MappedTable, property: string): MappedTable | undefined;
  /** What a method of a model or a row gives; undefined: the ORM has none of this name. */
  getResult(call: MethodCall, inference: Inference): readonly Holding[] | undefined;
  /** What a call gives that is none of a model or a row: `em.find(User)`. */
  getCallResult?(node: TSESTree.CallExpression, inference: Inference): readonly Holding[] | undefined;
  /** What the ORM hands to a callback: of a method, or as a hook. */
  getParameter(
    callback: TSESTree.Node,
    position: number,
    inference: Inference,
  ): readonly Holding[] | undefined;
  /** Types of the ORM's own over a model: `Attributes<User>`. */
  readonly rowTypes: ReadonlySet<string>;
}

/** Tells what expressions, patterns and types hold, from the text of their file. Nothing, where that does not say. */
export interface Inference {
  readonly scopes: ScopeManager;
  readonly models: InstanceModels;
  ofExpression(node: TSESTree.Node): readonly Holding[];
  /** What a parameter or the target of an assignment is given. */
  ofPattern(node: TSESTree.Node): readonly Holding[];
  ofType(node: TSESTree.Node): readonly Holding[];
  /** What a function gives back. */
  ofReturned(node: TSESTree.Node): readonly Holding[];
}
