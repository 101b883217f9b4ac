import type { ReportFormat } from "./format-names.js";
import type { Reporters } from "./reporter.js";
import type { ScanReport } from "./scan-report.js";

/** Of one repo or, with `repos` in the report, of many. */
export const SCAN_REPORTERS: Reporters<ReportFormat, ScanReport> = {
  text: async () => {
    const [one, many] = await Promise.all([import("./scan-text.js"), import("./scan-repos-text.js")]);
    return (report, context) =>
      report.repos === undefined
        ? one.formatScanText(report, context)
        : many.formatReposText(report, context);
  },
  json: async () => (await import("./scan-json.js")).formatScanJson,
  github: async () => (await import("./scan-github.js")).formatScanGithub,
  markdown: async () => (await import("./scan-markdown.js")).formatScanMarkdown,
  sarif: async () => (await import("./scan-sarif.js")).formatScanSarif,
  gitlab: async () => (await import("./code-quality.js")).formatScanCodeQuality,
  junit: async () => (await import("./scan-junit.js")).formatScanJunit,
  codeowners: async () => (await import("./scan-codeowners.js")).formatScanCodeowners,
};
