import type { GateResult } from "../gate/gate-result.js";
import type { ReportFormat } from "./format-names.js";
import type { Reporters } from "./reporter.js";

export const GATE_REPORTERS: Reporters<ReportFormat, GateResult> = {
  text: async () => (await import("./gate-text.js")).formatGateText,
  json: async () => (await import("./gate-json.js")).formatGateJson,
  github: async () => (await import("./gate-github.js")).formatGateGithub,
  markdown: async () => (await import("./gate-markdown.js")).formatGateMarkdown,
  sarif: async () => (await import("./gate-sarif.js")).formatGateSarif,
  gitlab: async () => (await import("./code-quality.js")).formatGateCodeQuality,
  junit: async () => (await import("./gate-junit.js")).formatGateJunit,
  codeowners: async () => (await import("./gate-codeowners.js")).formatGateCodeowners,
};
