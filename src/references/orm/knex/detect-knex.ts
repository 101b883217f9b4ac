import type { TSESTree } from "@typescript-eslint/utils";
import type { BuilderCall } from "../../../ast/follow-builder.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Detection, Project, ScriptDetector, ScriptFile } from "../../detector.js";
import type { Certainty } from "../../reference.js";
import { analyzeSourceText } from "../../sql/analyze-source-text.js";
import { findNamed } from "../../sql/mentions.js";
import { getStaticText, type SourceText } from "../../sql/source-text.js";
import { applyCall } from "./apply-call.js";
import { createRename } from "./column-rename.js";
import type { Compiler } from "./compiler.js";
import { createDraft, type Draft } from "./draft.js";
import { findBuilders, type KnexBuilder } from "./find-builders.js";
import { formatAround, formatSelect, formatStatements, put, UNKNOWN } from "./format-statement.js";
import type { Rename } from "./names.js";
import { readNames } from "./names.js";
import { readTables } from "./read-tables.js";
import { findRowReads } from "./row-shape.js";

/**
 * Columns and tables that Knex queries name. Each builder is written out as the statement that Knex would make of it, with every name's place
 * in the source; Postgres' grammar and name resolution say what that statement depends on.
 */
export const detectKnex: ScriptDetector = (file, project) => {
  const changes = findNamed(file.text, project.changes);
  if (changes.length === 0 || !MAY_QUERY.test(file.text)) return [];
  const builders = findBuilders(file);
  if (builders.length === 0) return [];
  const rename = createRename(project);
  const byCall = new Map<TSESTree.Node, KnexBuilder>(
    builders.flatMap((builder) => [
      [builder.root, builder] as const,
      ...builder.calls.map(({ node }) => [node, builder] as const),
    ]),
  );
  const consumed = new Set<KnexBuilder>();
  const compiler: Compiler = {
    file,
    context: { text: file.text, scopes: file.scopes, used: new Set() },
    ...(rename && { rename }),
    builders: byCall,
    consumed,
    compile: (calls, builder) => formatSelect(draftBuilder(calls, builder, compiler)),
  };
  const search: Search = { file, project, changes, compiler, ...(rename && { rename }) };
  // Inner queries stand in the statement around them, where alone their names can be told.
  const drafts = builders.map((builder) => {
    if (consumed.has(builder)) return undefined;
    consumed.add(builder);
    return { builder, draft: draftBuilder(builder.calls, builder, compiler) };
  });
  return drafts.flatMap((entry) => (entry === undefined ? [] : detect(entry.builder, entry.draft, search)));
};

/** Never false for a text that has a query. */
const MAY_QUERY =
  /\)\s*[?!]?\s*\.\s*\w+|\.\s*(?:select|from|into|table|first|insert|with\w*|queryBuilder|count|pluck)\s*[(<]|knex\w*\s*[(<]|\b(?:await|return)\s/i;

interface Search {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly changes: readonly Change[];
  readonly compiler: Compiler;
  readonly rename?: Rename;
}

function draftBuilder(
  calls: readonly BuilderCall[],
  builder: KnexBuilder | undefined,
  compiler: Compiler,
): Draft {
  const draft = createDraft();
  prepare(calls, draft, compiler);
  if (builder !== undefined) draft.targets.push(...readTables(builder.tables.slice(0, 1), draft, compiler));
  for (const call of calls) applyCall(call, draft, compiler);
  if (builder?.isOpen === true && draft.targets.length === 0) draft.targets.push(UNKNOWN);
  return draft;
}

/** The schema counts for tables that are named before it. */
function prepare(calls: readonly BuilderCall[], draft: Draft, { context }: Compiler): void {
  for (const { name, node } of calls) {
    const [argument] = node.arguments;
    if (argument === undefined || (name !== "withSchema" && name !== "as")) continue;
    const [given] = readNames(argument, context);
    if (given === undefined) continue;
    if (name === "as") draft.alias = given.text;
    else draft.schema = given.text;
  }
}

function detect(builder: KnexBuilder, draft: Draft, search: Search): Detection[] {
  const { compiler, ...rest } = search;
  const statements = formatStatements(draft);
  const loose = draft.loose.map(({ text, before, after }) =>
    put(formatAround(draft, put("1")), before, text, after),
  );
  const found = [...statements, ...loose].flatMap((statement) => {
    const { detections, output } = analyze(statement, builder, search);
    if (output === undefined || draft.isPlucked) return detections;
    return [...detections, ...findRowReads(builder, output, rest)];
  });
  return found.map((detection) => finish(detection, builder.certainty, search));
}

function analyze(
  statement: SourceText,
  { isOpen }: KnexBuilder,
  { project, changes }: Search,
): ReturnType<typeof analyzeSourceText> {
  const hasUnknownTable = isOpen || statement.some((piece) => piece === UNKNOWN[0]);
  const named = hasUnknownTable ? changes : findNamed(getStaticText(statement), changes);
  if (named.length === 0) return { detections: [] };
  return analyzeSourceText(statement, { changes: named, project, assurance: "handed" });
}

/** What was assumed of the query is assumed of its names; so is a name that only a mapper makes the column's. */
function finish(
  { text: _, ...detection }: Detection,
  assumed: Certainty,
  { file, rename }: Search,
): Detection {
  const name = file.text.slice(detection.start, detection.end);
  const isInferred = assumed === "inferred" || rename?.(name) !== undefined;
  const certainty = isInferred && detection.certainty === "resolved" ? "inferred" : detection.certainty;
  return { ...detection, via: "knex", certainty };
}
