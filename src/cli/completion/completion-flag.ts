/** The flag by which a shell asks: yargs' own. */
export const COMPLETION_FLAG = "--get-yargs-completions";
