import type { CallSite, Handle } from "../../handle.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { DATABASE } from "./database.js";

/** Handed over among options it only says in which transaction something runs. */
export const TRANSACTION: Handle = {
  label: "transaction",
  isOption: true,
  getMember: (name) => (name === "sequelize" ? toHandle(DATABASE) : undefined),
  callMethod(_name, args, site) {
    for (const argument of args) site.callFunction(argument, []);
    return UNKNOWN;
  },
  call: transact,
};

/** `transaction(async (transaction) => …)`, with options before, or without a callback */
export function transact(args: readonly Value[], site: CallSite): Value {
  const callback = args.find(({ kind }) => kind === "function");
  return callback === undefined
    ? toHandle(TRANSACTION)
    : site.callFunction(callback, [toHandle(TRANSACTION)]);
}
