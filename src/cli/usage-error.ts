/** What yargs complains of in a command line, in its words. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The beginning of yargs' message: https://github.com/yargs/yargs/blob/main/locales/en.json */
export const NO_VALUE = "Not enough arguments following: ";

/** yargs' own complaint, for a value that is there and empty. */
export function createMissingValue(option: string): UsageError {
  return new UsageError(`${NO_VALUE}${option}`);
}

/** True of the complaint about an option that ends the command line and needs a value. */
export function isMissingValue({ message }: UsageError): boolean {
  return message.startsWith(NO_VALUE);
}
