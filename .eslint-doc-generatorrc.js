import { format, resolveConfig } from "prettier";

/** @type {import("eslint-doc-generator").GenerateOptions} */
export default {
  configEmoji: [
    ["recommended", "✅"],
    ["strict", "🔒"],
  ],
  // The title says the description.
  ruleDocNotices: ["deprecated", "configs", "fixableAndHasSuggestions", "requiresTypeChecking"],
  ruleDocTitleFormat: "desc-parens-name",
  ruleDocSectionInclude: ["Examples", "What it sees", "Out of scope"],
  postprocess: async (content, path) =>
    format(content, { ...(await resolveConfig(path)), filepath: path, parser: "markdown" }),
};
