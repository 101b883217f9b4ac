import type { Change } from "../manifest/manifest.js";
import { compareText } from "../ratchet/leaf.js";
import { type Finding, GATE_RULES } from "./gate-result.js";

const RULE_ORDER = new Map(Object.keys(GATE_RULES).map((rule, index) => [rule, index]));

/** By change in the manifest's order, those of no change last; then by rule in the order of `GATE_RULES`; then by place. */
export function sortFindings(findings: readonly Finding[], changes: readonly Change[]): Finding[] {
  const changeOrder = new Map(changes.map(({ id }, index) => [id, index]));
  const getOrder = ({ change }: Finding) => changeOrder.get(change ?? "") ?? changes.length;
  return [...findings].sort(
    (a, b) =>
      getOrder(a) - getOrder(b) ||
      (RULE_ORDER.get(a.rule) ?? 0) - (RULE_ORDER.get(b.rule) ?? 0) ||
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column,
  );
}
