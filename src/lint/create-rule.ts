// The subpath: the package's root loads far more than a rule needs, and a run that reports nothing must not pay for it.
import { RuleCreator } from "@typescript-eslint/utils/eslint-utils";

const DOCS = "https://github.com/expand-contract/eslint-plugin-expand-contract/blob/main/docs/rules";

function getRuleUrl(name: string): string {
  return `${DOCS}/${name}.md`;
}

export const createRule = RuleCreator(getRuleUrl);
