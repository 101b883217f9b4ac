import type { TSESLint } from "@typescript-eslint/utils";
import { UserError } from "../errors.js";
import { getBatchOperations } from "../migrations/batch-operations.js";
import { findHistory } from "../migrations/find-history.js";
import type { IgnoredAllow, Migration } from "../migrations/migration.js";
import { judgeMigrations } from "../safety/judge-migrations.js";
import { isFirstToSay } from "./lint-file.js";
import { findLintPlace, formatInFolder } from "./lint-place.js";
import { getLintProject } from "./lint-project.js";
import { getLintSettings } from "./lint-settings.js";

export interface MigrationOptions {
  readonly after?: string;
}

export const MIGRATION_MESSAGES = {
  unsafe: "{{message}} ({{rule}}). Next: {{next}}",
  comment: "This comment allows nothing: {{problem}}",
  unusable: "Nothing is checked: {{problem}}",
} as const;
export type MigrationMessageIds = keyof typeof MIGRATION_MESSAGES;

type Context = Readonly<TSESLint.RuleContext<MigrationMessageIds, readonly unknown[]>>;
type Report = TSESLint.ReportDescriptor<MigrationMessageIds>;

/** A rule's listeners: reports what the gate would of a migration, as far as no git is asked. */
export function reportMigration(context: Context, { after }: MigrationOptions): TSESLint.RuleListener {
  return {
    // Not before: rules speak in their order, and the first says what is wrong with a manifest.
    Program: () => {
      for (const report of findReports(context, { after, now: new Date() })) context.report(report);
    },
  };
}

interface Question {
  readonly after: string | undefined;
  readonly now: Date;
}

function findReports(context: Context, question: Question): Report[] {
  try {
    return judgeFile(context, question);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problem = formatInFolder(error.message, context.cwd);
    return isFirstToSay(context, "unusable")
      ? [{ loc: getLoc(context, 1), messageId: "unusable", data: { problem } }]
      : [];
  }
}

function judgeFile(context: Context, { after, now }: Question): Report[] {
  const place = findLintPlace(context, now.getTime());
  if (place === undefined) return [];
  const { manifest, root, file } = place;
  const { migrations } = getLintProject({ manifest, root, now: now.getTime() });
  const sequence = migrations.findSequence(file, context.sourceCode.text);
  if (sequence === undefined) return [];
  const history = new Set(findHistory(sequence, after));
  const isJudged = (migration: Migration) => migration.file === file && !history.has(migration);
  const operations = getBatchOperations(sequence, isJudged);
  const today = getLintSettings(context.settings).today ?? now.toISOString().slice(0, 10);
  const { findings } = judgeMigrations(operations, manifest.changes, today);
  return [
    ...findings.map(({ rule, line, column, message, next = "" }): Report => ({
      loc: getLoc(context, line, column),
      messageId: "unsafe",
      data: { rule, message, next },
    })),
    ...getIgnored(sequence.migrations.filter(isJudged)).map(({ line, problem }): Report => ({
      loc: getLoc(context, line),
      messageId: "comment",
      data: { problem },
    })),
  ];
}

/** Several operations may stand below one comment. */
function getIgnored(migrations: readonly Migration[]): IgnoredAllow[] {
  const ignored = migrations.flatMap(({ operations }) =>
    operations.flatMap(({ ignoredAllows = [] }) => ignoredAllows),
  );
  return [...new Map(ignored.map((one) => [one.line, one])).values()];
}

/** From a place to the end of its line; ESLint counts columns from 0. */
function getLoc({ sourceCode }: Context, line: number, column = 1) {
  const end = sourceCode.lines[line - 1]?.trimEnd().length ?? 0;
  return { start: { line, column: column - 1 }, end: { line, column: Math.max(end, column) } };
}
