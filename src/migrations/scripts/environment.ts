import type { Variable } from "@typescript-eslint/scope-manager";
import type { Value } from "./value.js";

/** The variables of one call of a function, or of one round of a loop, and of those around it. */
export class Environment {
  readonly #values = new Map<Variable, Value>();
  readonly #outer: Environment | undefined;
  /** What `this` is. */
  readonly self: Value | undefined;
  /** Of the function around, where `var` puts its variables. */
  readonly function: Environment;

  constructor(outer?: Environment, around?: { readonly self?: Value | undefined } | "block") {
    this.#outer = outer;
    const isBlock = around === "block";
    this.self = around === undefined || isBlock ? outer?.self : around.self;
    this.function = isBlock && outer ? outer.function : this;
  }

  find(variable: Variable): Value | undefined {
    return this.#values.get(variable) ?? this.#outer?.find(variable);
  }

  define(variable: Variable, value: Value): void {
    this.#values.set(variable, value);
  }

  /** Sets it where it is defined; in the outermost when nowhere. */
  assign(variable: Variable, value: Value): void {
    if (this.#values.has(variable) || this.#outer === undefined) this.#values.set(variable, value);
    else this.#outer.assign(variable, value);
  }
}
