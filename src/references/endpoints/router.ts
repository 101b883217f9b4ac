import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { UrlText } from "./url-text.js";

/** Something that routes are defined on. */
export interface Router {
  readonly via: string;
  /** What makes it this router: the expression that creates it, or the parameter that brings it. */
  readonly key: TSESTree.Node;
  /** The variable that holds it. */
  readonly variable?: Variable;
  /** What comes before its paths wherever it is mounted. */
  readonly prefix: UrlText;
  /** An application: nothing comes before it unless somebody mounts it. */
  readonly isRoot: boolean;
  /** Only its name says that it is a router. */
  readonly isAssumed: boolean;
  /** What it was made from: `app.basePath("/v1")` has what `app` has before it. */
  readonly parent?: Router;
}

export type FindRouter = (expression: TSESTree.Node) => Router | undefined;
