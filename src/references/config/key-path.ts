/** The names on the way to a setting. node-config, convict and Nest write `billing.legacyMode`, nconf `billing:legacyMode`. */
export function getKeyPath(key: string): readonly string[] {
  return key.split(/[.:]/);
}

/** The name that stands wherever a key is used, whatever the way to it is written like. */
export function getLastName(key: string): string {
  return getKeyPath(key).at(-1) ?? key;
}
