import type { Argv } from "yargs";
import { RATCHET_NAME } from "../ratchet/ratchet-file.js";

/** What a pre-commit hook asks for. */
export function addStagedOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("staged", {
      type: "boolean",
      default: false,
      global: false,
      describe: "Judge what is staged, for a pre-commit hook; the base is HEAD, unless --base names another",
    })
    .option("tighten", {
      type: "boolean",
      default: false,
      global: false,
      describe: `With --staged: without findings, lower ${RATCHET_NAME} for what is staged, and stage it`,
    });
}
