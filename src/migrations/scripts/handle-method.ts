import type { Handle } from "./handle.js";
import { toHandle, type Value } from "./value.js";

/** `db.runSql` that is handed on and called later; `bind` may have given it its first arguments. */
export function createMethod(of: Handle, name: string, bound: readonly Value[] = []): Handle {
  const label = `${of.label}.${name}`;
  return {
    label,
    ...(bound.length > 0 && { isBound: true }),
    ...(of.tables && { tables: of.tables }),
    call: (args, site) => of.callMethod?.(name, [...bound, ...args], site),
    callMethod(method, [, ...args], site) {
      if (method === "bind") return toHandle(createMethod(of, name, [...bound, ...args]));
      if (method === "call") return of.callMethod?.(name, [...bound, ...args], site);
      const [list] = args;
      return method === "apply" && list?.kind === "list"
        ? of.callMethod?.(name, [...bound, ...list.items], site)
        : undefined;
    },
  };
}
