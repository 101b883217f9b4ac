/** What yargs 18 has and its types, of version 17, lack. */
declare module "yargs" {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- an interface is added to under the very parameters that it has
  interface Argv<T> {
    /** https://github.com/yargs/yargs/blob/main/docs/api.md#usageConfiguration */
    usageConfiguration(configuration: { readonly "hide-types": boolean }): this;
    /** https://github.com/yargs/yargs/blob/main/docs/api.md#global: with `false`, commands below don't take it. */
    global(key: string, isGlobal: boolean): this;
  }
}
export {};
