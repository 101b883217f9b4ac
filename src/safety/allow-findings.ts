import type { Allow } from "../migrations/migration.js";
import type { Finding, Suppressed } from "../gate/gate-result.js";

/** What is judged of a migration, before and after comments allow some of it. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
}

/** Takes out the findings that comments allow. `allows` come with a reason: one without is no allow. */
export function allowFindings(findings: readonly Finding[], allows: readonly Allow[]): Judged {
  const getReason = ({ rule }: Finding) => allows.find((allow) => allow.rule === rule)?.reason;
  return {
    findings: findings.filter((finding) => getReason(finding) === undefined),
    suppressed: findings.flatMap((finding) => {
      const reason = getReason(finding);
      if (reason === undefined) return [];
      const { rule, change, file, line, column, message } = finding;
      return [{ rule, ...(change === undefined ? {} : { change }), file, line, column, message, reason }];
    }),
  };
}
