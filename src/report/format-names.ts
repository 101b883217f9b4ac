/** What `scan --format` takes. The first one is what a person gets who asks for none. */
export const SCAN_FORMATS = [
  "text",
  "json",
  "github",
  "markdown",
  "sarif",
  "gitlab",
  "junit",
  "codeowners",
] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** What `ratchet --format` takes. */
export const GATE_FORMATS = [
  "text",
  "json",
  "github",
  "markdown",
  "sarif",
  "gitlab",
  "junit",
  "codeowners",
] as const;
export type GateFormat = (typeof GATE_FORMATS)[number];
