/** What `--format` of `scan` and `ratchet` takes. The first one is what a person gets who asks for none. */
export const REPORT_FORMATS = [
  "text",
  "json",
  "github",
  "markdown",
  "sarif",
  "gitlab",
  "junit",
  "codeowners",
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
