import type { TSESTree } from "@typescript-eslint/utils";
import type { BuilderCall } from "../../../ast/follow-builder.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Detection, Project, ScriptDetector, ScriptFile } from "../../detector.js";
import type { Certainty } from "../../reference.js";
import { analyzeSourceText } from "../../sql/analyze-source-text.js";
import { getScriptDialects } from "../../sql/dialects/imported-dialects.js";
import { createImportedTexts } from "../../sql/imported-texts.js";
import { findNamed } from "../../sql/mentions.js";
import { createGenerated, getStaticText, type SourceText } from "../../sql/source-text.js";
import { applyCall } from "./apply-call.js";
import { createRename, createTableRename, findMentioned } from "./column-rename.js";
import type { Compiler } from "./compiler.js";
import { createDraft, type Draft } from "./draft.js";
import { findBuilders, type KnexBuilder } from "./find-builders.js";
import { formatAround, formatSelect, formatStatements, put } from "./format-statement.js";
import type { Rename } from "./names.js";
import { readNames } from "./names.js";
import { createMappedTableTest } from "./names-mapped-table.js";
import { readTables } from "./read-tables.js";
import { findRowReads } from "./row-shape.js";
import {
  closeUnknownTables,
  findAtHand,
  findMainTable,
  findMissingTables,
  hasUnknownTable,
} from "./unknown-tables.js";
import { getNameRange } from "../../../ast/property-name.js";
import { findClause } from "./methods.js";

/**
 * Columns and tables that Knex queries name. Each builder is written out as the statement that Knex would make of it, with every name's place
 * in the source; Postgres' grammar and name resolution say what that statement depends on.
 */
export const detectKnex: ScriptDetector = (file, project) => {
  const changes = findMentioned(file.text, project);
  if (changes.length === 0) return [];
  const isOther = createMappedTableTest(file, project);
  const builders = findBuilders(file).filter((builder) => !isOther(builder));
  if (builders.length === 0) return [];
  const rename = createRename(project);
  const renameTable = createTableRename(project);
  const byCall = new Map<TSESTree.Node, KnexBuilder>(
    builders.flatMap((builder) => [
      [builder.root, builder] as const,
      ...builder.calls.map(({ node }) => [node, builder] as const),
    ]),
  );
  const compiler: Compiler = {
    file,
    context: {
      text: file.text,
      scopes: file.scopes,
      used: new Set(),
      imported: createImportedTexts(file, project),
    },
    ...(rename && { rename }),
    ...(renameTable && { renameTable }),
    builders: byCall,
    consumed: new Set(),
    active: new Set(),
    unknownTables: new Set(),
    compile: (calls, builder) => formatSelect(draftBuilder(calls, builder, compiler)),
  };
  const search: Search = { file, project, changes, compiler, ...(rename && { rename }) };
  return draftAll(builders, search).flatMap(({ builder, draft }) => detect(builder, draft, search));
};

interface Drafted {
  readonly builder: KnexBuilder;
  readonly draft: Draft;
}

/** Inner queries stand in the statement around them, where alone their names can be told. */
function draftAll(builders: readonly KnexBuilder[], { compiler, changes }: Search): Drafted[] {
  const drafted: Drafted[] = [];
  for (const builder of builders) {
    if (isInner(builder, compiler)) continue;
    compiler.active.add(builder);
    const draft = draftBuilder(builder.calls, builder, compiler);
    compiler.active.delete(builder);
    if (builder.isOpen) addTables(draft, drafted, changes);
    drafted.push({ builder, draft });
  }
  // A query in a variable comes before the one that it is a part of.
  return drafted.filter(({ builder }) => !isInner(builder, compiler));
}

/** A query with more than one end is run for itself as well. */
function isInner(builder: KnexBuilder, { consumed }: Compiler): boolean {
  return consumed.has(builder) && builder.results.length <= 1;
}

function addTables(draft: Draft, drafted: readonly Drafted[], changes: readonly Change[]): void {
  const closed = drafted.filter(({ builder }) => !builder.isOpen).map((entry) => entry.draft);
  if (draft.targets.length === 0) draft.targets.push(findMainTable(closed) ?? [createGenerated('"?"')]);
  draft.tables.push(...formatStatements(draft).flatMap((statement) => findMissingTables(statement, changes)));
}

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
    return analyze(statement, search).flatMap(({ detections, output }) =>
      output === undefined || draft.isPlucked
        ? detections
        : [...detections, ...findRowReads(builder, output, rest)],
    );
  });
  return found.map((detection) => finish(anchor(detection, builder), builder.certainty));
}

type Analysis = ReturnType<typeof analyzeSourceText>;

/** With the tables that the statement names; and with those at hand where it does not name its own. */
function analyze(statement: SourceText, { project, changes, compiler, file }: Search): Analysis[] {
  const { unknownTables } = compiler;
  const named = findNamed(getStaticText(statement), changes);
  const closed = closeUnknownTables(statement, unknownTables);
  const others = hasUnknownTable(statement, unknownTables)
    ? findAtHand(
        file.text,
        changes.filter((change) => !named.includes(change)),
      )
    : [];
  const dialects = getScriptDialects(file, project);
  const run = (text: SourceText, about: readonly Change[]): Analysis[] =>
    about.length === 0
      ? []
      : [analyzeSourceText(text, { changes: about, project, assurance: "handed", dialects })];
  return [...run(closed, named), ...run(statement, others)];
}

/** What stands for a table as a whole is where the query names it, also where a constant elsewhere has the name. */
function anchor(detection: Detection, { root, tables, calls }: KnexBuilder): Detection {
  const { access, certainty, start } = detection;
  if (access !== "implicit" && certainty !== "unresolved") return detection;
  const given = tables[0] ?? calls.find(({ name }) => findClause(name) === "table")?.node.arguments[0];
  const last = calls.at(-1)?.node ?? root;
  if (given === undefined || (start >= root.range[0] && start < last.range[1])) return detection;
  const [from, to] = getNameRange(given);
  return { ...detection, start: from, end: to };
}

/** What was assumed of the query is assumed of its names. */
function finish({ text: _, ...detection }: Detection, assumed: Certainty): Detection {
  const certainty = detection.certainty === "resolved" ? assumed : detection.certainty;
  return { ...detection, via: "knex", certainty };
}
