import type { Argv } from "yargs";

/** `[files..]`, as lint-staged and its like hand them over. */
export function addFilesPositional<T>(yargs: Argv<T>) {
  return (
    yargs
      .positional("files", {
        type: "string",
        array: true,
        describe: "Only what concerns these files or folders; all is scanned nevertheless",
      })
      // The commands under this one have their own, or none.
      .global("files", false)
  );
}
