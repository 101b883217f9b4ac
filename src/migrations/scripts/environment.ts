import type { Variable } from "@typescript-eslint/scope-manager";
import type { Value } from "./value.js";

/** The variables of one call of a function, and of those around it. */
export class Environment {
  readonly #values = new Map<Variable, Value>();
  readonly #outer: Environment | undefined;
  /** What `this` is. */
  readonly self: Value | undefined;

  constructor(outer?: Environment, self = outer?.self) {
    this.#outer = outer;
    this.self = self;
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
