import type { TSESTree } from "@typescript-eslint/utils";
import type { Change } from "../../manifest/manifest.js";
import { keepSurest } from "../keep-surest.js";
import type { Detection, ScriptDetector, ScriptFile } from "../detector.js";
import { walk } from "../../ast/walk.js";
import { getMemberName } from "../../ast/property-name.js";
import { wrap } from "../../ast/unwrap.js";
import type { Alternatives } from "./alternatives.js";
import { openNameOf } from "../orm/drizzle/interpolated-names.js";
import { analyzeSourceText } from "./analyze-source-text.js";
import { getScriptDialects } from "./dialects/imported-dialects.js";
import { createImportedTexts } from "./imported-texts.js";
import { findNamed } from "./mentions.js";
import { formatPlaceholders } from "./format-placeholders.js";
import { findRowReads } from "./row-reads.js";
import { getStaticText, type SourceText } from "./source-text.js";
import { findSqlSites, type SqlSite } from "./sql-sites.js";
import { findVerb } from "./statement-start.js";
import { readText, type TextContext } from "./static-text.js";

/**
 * Columns and tables in SQL that stands in a script: tagged templates, strings handed to a database call, and any other string that parses
 * as a statement (`inferred`). Constants, concatenations and nested fragments of one module are put together before they are parsed.
 */
export const detectEmbeddedSql: ScriptDetector = (file, project) => {
  const dialects = getScriptDialects(file, project);
  const nameOf = openNameOf(file, project, dialects[0] === "mysql" ? "`" : '"');
  // A table object may stand for the table's name.
  const changes = nameOf === undefined ? findNamed(file.text, project.changes) : project.changes;
  if (changes.length === 0) return [];
  const used = new Set<TSESTree.Node>();
  const imported = createImportedTexts(file, project);
  const context = { text: file.text, scopes: file.scopes, used, imported, ...(nameOf && { nameOf }) };
  const detections: Detection[] = [];
  for (const site of sortByCompleteness(findSqlSites(file), file.text)) {
    if (used.has(site.node)) continue;
    for (const text of readSite(site, context)) {
      const named: readonly Change[] = [
        ...findNamed(getNamingText(text), changes),
        ...findNamedElsewhere(text, changes, file),
      ];
      if (named.length === 0) continue;
      const { assurance } = site;
      const { detections: found, output } = analyzeSourceText(text, {
        ...{ changes: named, project, assurance, dialects },
      });
      detections.push(...found, ...(output === undefined ? [] : findRowReads(site, output, file)));
    }
  }
  return keepSurest(detections);
};

/** Names that a library puts into a statement count; a fragment is none, and the library's own detector knows where it goes. */
function getNamingText(text: SourceText): string {
  const whole = getStaticText(text);
  if (findVerb(whole) !== undefined) return whole;
  return getStaticText(text.filter((piece) => piece.kind === "text" && piece.starts[0] !== -1));
}

/** A statement of an interpolated table may be of any whose name the file has as a string, if it names the column. */
function findNamedElsewhere(text: SourceText, changes: readonly Change[], { ast }: ScriptFile): Change[] {
  if (text.every(({ kind }) => kind === "text")) return [];
  const words = getStaticText(text).toLowerCase();
  const names = (name: string): boolean => words.includes(name.toLowerCase());
  return changes.filter(
    ({ old }) =>
      old.kind === "column" &&
      !names(old.table) &&
      names(old.column) &&
      walk(ast).some((node) => node.type === "Literal" && node.value === old.table),
  );
}

/** A statement with what the code adds to it later, names put in for its placeholders. */
function readSite({ node, values }: SqlSite, context: TextContext): Alternatives {
  const texts = readText(getWhole(node), context);
  return values === undefined ? texts : texts.map((text) => formatPlaceholders(text, values, context));
}

/** The variable that an expression is the first value of: more may be added to it. */
function getWhole(node: TSESTree.Expression): TSESTree.Node {
  const outer = wrap(node);
  const { parent } = outer;
  if (parent?.type === "MemberExpression" && parent.object === outer && getMemberName(parent) === "append")
    return parent.parent.type === "CallExpression" ? getWhole(parent.parent) : node;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : node;
}

/** Whole statements before fragments: a fragment that a statement takes in is read there, and not by itself. */
function sortByCompleteness(sites: readonly SqlSite[], source: string): SqlSite[] {
  const isFragment = ({ node, assurance }: SqlSite): boolean =>
    assurance === "tagged" && findVerb(getTemplateStart(node, source)) === undefined;
  return [...sites.filter((site) => !isFragment(site)), ...sites.filter(isFragment)];
}

function getTemplateStart(node: TSESTree.Node, source: string): string {
  const template = node.type === "TaggedTemplateExpression" ? node.quasi : node;
  return source.slice(template.range[0] + 1, template.range[1]);
}
