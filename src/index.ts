import noDeprecatedColumn from "../rules/no-deprecated-column.js";
import noDeprecatedConfig from "../rules/no-deprecated-config.js";
import noDeprecatedEndpoint from "../rules/no-deprecated-endpoint.js";
import noDeprecatedEvent from "../rules/no-deprecated-event.js";
import noDeprecatedSymbol from "../rules/no-deprecated-symbol.js";
import noReferencePastSunset from "../rules/no-reference-past-sunset.js";
import noUnsafeMigration from "../rules/no-unsafe-migration.js";
import { CACHE_SETTINGS } from "./lint/cache-settings.js";
import { PACKAGE_VERSION } from "./package-version.js";

/** A rule as both ESLint's types and typescript-eslint's take it. Theirs do not fit each other, so parameters are a method's: those are compared loosely. */
interface Rule {
  readonly name: string;
  readonly meta: RuleMeta;
  create(context: object): Record<string, Listener["listen"] | undefined>;
}

/** What of a rule's `meta` is ours, in words of no package: whoever installs the command alone has neither's types. */
interface RuleMeta {
  type: "problem" | "suggestion" | "layout";
  docs?: { description: string; url?: string };
  messages: Record<string, string>;
  schema: object | readonly object[];
  hasSuggestions?: boolean;
}

interface Listener {
  listen(node: object): void;
}

interface Config {
  name: string;
  plugins: Record<string, Plugin>;
  rules: Record<string, "error" | "warn">;
  /** For `--cache`. Whoever switches rules on without our configs takes these. */
  settings: Record<string, object>;
}

interface Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, Rule>;
  configs: { recommended: Config; strict: Config };
}

const NAMESPACE = "expand-contract";

// ESLint runs rules in this order, and the first one reports a broken manifest: so that is an error in both configs.
const RULES = [
  noReferencePastSunset,
  noUnsafeMigration,
  noDeprecatedColumn,
  noDeprecatedConfig,
  noDeprecatedEndpoint,
  noDeprecatedEvent,
  noDeprecatedSymbol,
];

/** References are warnings while there is time, errors once their sunset has passed; a migration breaks what is deployed at once. */
const RECOMMENDED_ERRORS: ReadonlySet<string> = new Set([noReferencePastSunset.name, noUnsafeMigration.name]);

function createConfig(name: string, getSeverity: (rule: string) => "error" | "warn"): Config {
  return {
    name: `${NAMESPACE}/${name}`,
    plugins: {},
    rules: Object.fromEntries(RULES.map((rule) => [`${NAMESPACE}/${rule.name}`, getSeverity(rule.name)])),
    settings: { ...CACHE_SETTINGS },
  };
}

/** The rules, and a flat config for each of the two ways to switch them on. */
const plugin: Plugin = {
  meta: { name: "eslint-plugin-expand-contract", version: PACKAGE_VERSION, namespace: NAMESPACE },
  rules: Object.fromEntries(RULES.map((rule) => [rule.name, rule])),
  configs: {
    recommended: createConfig("recommended", (rule) => (RECOMMENDED_ERRORS.has(rule) ? "error" : "warn")),
    strict: createConfig("strict", () => "error"),
  },
};

// The very object: ESLint takes a second one under the same name for another plugin.
for (const config of Object.values(plugin.configs)) config.plugins[NAMESPACE] = plugin;

// `require("…").default` is what many an eslint.config.cjs was taught to write.
Object.defineProperty(plugin, "default", { value: plugin });

export default plugin;
// What `require()` answers in an eslint.config.cjs.
export { plugin as "module.exports" };
