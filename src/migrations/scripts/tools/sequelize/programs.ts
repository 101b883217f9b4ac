import type { Handle } from "../../handle.js";
import { toHandle, UNKNOWN } from "../../value.js";

const RUNNING = /^(?:exec|execFile|fork|spawn)(?:Sync)?$/;

/** `child_process`: what another program does to the database can't be told. */
export const PROGRAMS: Handle = {
  label: "child_process",
  isData: true,
  getMember: (name) => (RUNNING.test(name) ? toHandle(createRunner(name)) : UNKNOWN),
};

function createRunner(name: string): Handle {
  return {
    label: name,
    isData: true,
    call(_args, site) {
      site.emitUnknown("what another program does is not in this file", []);
      return UNKNOWN;
    },
  };
}
