import type { CommandModule } from "yargs";
import { MANIFEST_NAME } from "../../manifest/find-manifest.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import type { CommonArguments } from "../options.js";
import type { Run } from "../run.js";

export function initCommand(run: Run): CommandModule<CommonArguments, CommonArguments> {
  return {
    command: "init",
    describe: `Write what is missing of ${MANIFEST_NAME} and ${RATCHET_NAME}`,
    builder: (yargs) => yargs,
    handler: run(async (io, args) => (await import("../handlers/init.js")).init(io, args)),
  };
}
