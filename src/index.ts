import type { TSESLint } from "@typescript-eslint/utils";
import noDeprecatedColumn from "../rules/no-deprecated-column.js";
import noDeprecatedConfig from "../rules/no-deprecated-config.js";
import noDeprecatedSymbol from "../rules/no-deprecated-symbol.js";
import noReferencePastSunset from "../rules/no-reference-past-sunset.js";
import { PACKAGE_VERSION } from "./package-version.js";

const NAMESPACE = "expand-contract";

// ESLint runs rules in this order, and the first one reports a broken manifest: so that is an error in both configs.
const rules = {
  "no-reference-past-sunset": noReferencePastSunset,
  "no-deprecated-column": noDeprecatedColumn,
  "no-deprecated-config": noDeprecatedConfig,
  "no-deprecated-symbol": noDeprecatedSymbol,
};

/** References are warnings while there is time, errors once their sunset has passed. */
const RECOMMENDED_ERRORS: ReadonlySet<string> = new Set(["no-reference-past-sunset"]);

const base = {
  meta: { name: "eslint-plugin-expand-contract", version: PACKAGE_VERSION, namespace: NAMESPACE },
  rules,
};

/** The plugin: rules, and a flat config for each of the two ways to switch them on. */
const plugin = {
  ...base,
  configs: {
    recommended: createConfig("recommended", (name) => (RECOMMENDED_ERRORS.has(name) ? "error" : "warn")),
    strict: createConfig("strict", () => "error"),
  },
};

function createConfig(name: string, getSeverity: (rule: string) => TSESLint.SharedConfig.SeverityString) {
  const severities = Object.keys(rules).map((rule) => [`${NAMESPACE}/${rule}`, getSeverity(rule)] as const);
  return {
    name: `${NAMESPACE}/${name}`,
    plugins: { [NAMESPACE]: base },
    rules: Object.fromEntries(severities),
  } satisfies TSESLint.FlatConfig.Config;
}

export default plugin;
// What `require()` answers in an eslint.config.cjs.
export { plugin as "module.exports" };
