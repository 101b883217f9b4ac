import { getDocsUrl } from "../docs-page.js";
import { GATE_RULES } from "../gate/gate-result.js";
import { GATE_RULE_HELP } from "./gate-rule-help.js";
import type { IssueLevel } from "./issue.js";
import { SCAN_RULES } from "./scan-issues.js";

/** SARIF's reportingDescriptor, with all that GitHub asks for. */
export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: IssueLevel };
  readonly properties: { readonly tags: readonly string[]; readonly precision: string };
}

/** All rules of the gate, whatever was found: what a service knows of a tool should not change from run to run. */
export function createGateSarifRules(): SarifRule[] {
  const texts: Readonly<Record<string, string>> = GATE_RULES;
  return Object.entries(GATE_RULE_HELP).map(([id, { why, fix }]) =>
    createRule({ id, text: texts[id] ?? id, why, fix, page: "gate.md", level: "error" }),
  );
}

/** The rules under which a scan's references are shown. */
export function createScanSarifRules(): SarifRule[] {
  return [...new Set(Object.values(SCAN_RULES))].map((id) =>
    createRule({
      id,
      text: `${SCAN_TEXTS[id]} that is on its way out is used`,
      why: "A change of the manifest takes this shape away: whatever still uses it has to move first.",
      fix: "Use the replacement that the message names. Its owner and guide say more.",
      page: `rules/${id}.md`,
      level: "note",
    }),
  );
}

const SCAN_TEXTS = {
  "no-deprecated-symbol": "A symbol",
  "no-deprecated-column": "A column or table",
  "no-deprecated-config": "An environment variable or config key",
  "no-deprecated-endpoint": "An endpoint",
  "no-deprecated-event": "An event",
} as const;

interface RuleWords {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly fix: string;
  /** Under docs/. */
  readonly page: string;
  readonly level: IssueLevel;
}

function createRule({ id, text, why, fix, page, level }: RuleWords): SarifRule {
  const uri = getDocsUrl(page);
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: `${text.charAt(0).toUpperCase()}${text.slice(1)}` },
    fullDescription: { text: why },
    help: {
      text: `${why} ${fix} ${uri}`,
      markdown: `${why}\n\n**What to do:** ${fix}\n\n[More on ${id}](${uri})`,
    },
    helpUri: uri,
    defaultConfiguration: { level },
    properties: { tags: ["expand-contract", "migration"], precision: "high" },
  };
}

/** `new-reference` → `NewReference` */
function toPascalCase(id: string): string {
  return id
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
}
