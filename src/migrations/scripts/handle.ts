import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "../../references/sql/source-text.js";
import type { OperationEffect } from "../migration.js";
import type { FunctionValue, Value } from "./value.js";

/** Something of the tool's that a migration calls: its builder, a table's, a column's. */
export interface Handle {
  /** How it reads for people: `knex.schema`. */
  readonly label: string;
  /** Tables that it is about, for calls that it does not know. */
  readonly tables?: readonly string[];
  /** Only says something (`Sequelize.STRING`, `new Table(…)`): whoever gets it can't run anything with it. */
  readonly isData?: boolean;
  /** Among options it only says how something else runs (`{ transaction }`); handed over by itself it is like any other. */
  readonly isOption?: boolean;
  /** A method with arguments of its own (`db.dropTable.bind(db, "a")`): whoever gets it calls it. */
  readonly isBound?: boolean;
  /** It is handed to a function that is not in this file. Absent: what that does is unknown. */
  escape?(reason: string, site: CallSite): void;
  /** `handle.name`, where it is no method. */
  getMember?(name: string): Value | undefined;
  /** `handle.name = value` */
  setMember?(name: string, value: Value): void;
  /** `handle.name(…)`. Undefined: it does not know the method, and the call is recorded as unknown. */
  callMethod?(name: string, args: readonly Value[], site: CallSite): Value | undefined;
  /** `handle(…)` */
  call?(args: readonly Value[], site: CallSite): Value | undefined;
  /** `` handle`…` ``; `text` has a hole for each expression, whose values are `args`. */
  callTag?(text: Value, args: readonly Value[], site: CallSite): Value | undefined;
  /** `await handle`, and what `.then` hands on: the rows of a query are `UNKNOWN`. Absent: the handle itself. */
  getAwaited?(): Value;
  /** `new handle(…)` */
  construct?(args: readonly Value[], site: CallSite): Value | undefined;
}

/** A call, and what may be done there. */
export interface CallSite {
  readonly node: TSESTree.Node;
  /** Takes down what happens here, or at another call. */
  emit(effect: OperationEffect, at?: CallSite): void;
  /** Takes a place in the order, and asks what happened there when all is read: later calls of a chain may tell. */
  emitLater(getEffects: () => readonly LaterEffect[]): void;
  /** Runs a text of SQL, or several one after the other. What is no text is unknown. */
  runSql(sql: Value, options?: SqlOptions): void;
  /** What composed SQL does, for `emitLater`; nothing is taken down. */
  readSql(sql: SourceText): readonly OperationEffect[];
  /** Takes down what `emit` does until the result is called: a query that turns out to be a part of another. */
  emitRevocable(emit: () => void): () => void;
  /** Takes down that it can't be told what this does. `tables` where it is known to what; else those that the arguments mention. */
  emitUnknown(reason: string, tables?: readonly string[]): void;
  /** Calls a function of the migration, `this` being `self`. A value that is none is left alone. */
  callFunction(value: Value | undefined, args: readonly Value[], self?: Value): Value;
}

export interface LaterEffect {
  readonly effect: OperationEffect;
  /** Absent: where `emitLater` was called. */
  readonly at?: CallSite | undefined;
}

export interface SqlOptions {
  /** Values for `?` (and names for `??`, where the tool has them), in order. */
  readonly bindings?: readonly Value[];
  /** Values for `:name` (and names for `:name:`). */
  readonly replacements?: ReadonlyMap<string, Value>;
  /** A builder's calls put it together: it stands where the call does, and people see the call. */
  readonly isComposed?: boolean;
}

/** One migration within a script. */
export interface ScriptEntry {
  readonly run: FunctionValue;
  readonly args: readonly Value[];
  /** What `this` has beside the members of its class. */
  readonly self?: Value;
}
