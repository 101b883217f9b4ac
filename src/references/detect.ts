import { isTableTarget } from "../manifest/manifest.js";
import { applyExclusions, type FileReferences } from "./apply-exclusions.js";
import { detectDeployment } from "./config/deployment/detect-deployment.js";
import { isDeploymentFile } from "./config/deployment/deployment-file.js";
import { detectConfig } from "./config/detect-config.js";
import { detectPrismaEnvironment } from "./config/detect-prisma-environment.js";
import { detectEnvFile } from "./config/detect-env-file.js";
import { createReferences } from "./create-references.js";
import { detectEndpoints } from "./endpoints/detect-endpoints.js";
import type { Detection, Project, ScriptDetector, ScriptFile, TextDetector, TextFile } from "./detector.js";
import { type Exclusion, getLineExclusions, getScriptExclusions, hasExclusionMarker } from "./exclusion.js";
import { getLineStarts } from "./line-starts.js";
import { getNodesAtOffsets } from "./nodes-at-offsets.js";
import { detectEvents } from "./events/detect-events.js";
import { detectDrizzle } from "./orm/drizzle/detect-drizzle.js";
import { detectKnexTypes } from "./orm/knex/detect-knex-types.js";
import { detectKnex } from "./orm/knex/detect-knex.js";
import { isMigrationScript } from "./migration-script.js";
import { detectMappings } from "./orm/detect-mappings.js";
import { detectKysely } from "./orm/kysely/detect-kysely.js";
import { detectMikroOrm } from "./orm/mikro-orm/detect-mikro-orm.js";
import { detectPrismaCalls } from "./orm/prisma/detect-prisma-calls.js";
import { detectSequelizeCalls } from "./orm/sequelize/detect-sequelize-calls.js";
import { detectTypeorm } from "./orm/typeorm/detect-typeorm.js";
import { getScopePath, MODULE_SCOPE } from "./scope-path.js";
import { detectEmbeddedSql } from "./sql/detect-embedded-sql.js";
import { detectSqlFile } from "./sql/detect-sql-file.js";
import { detectMentions } from "./text/detect-mentions.js";
import { COMMENT_OPENERS } from "./text/languages.js";
import { detectSymbols } from "./symbols/detect-symbols.js";

export type { FileReferences } from "./apply-exclusions.js";

const SCRIPT_DETECTORS: readonly ScriptDetector[] = [
  detectSymbols,
  detectEmbeddedSql,
  detectMappings,
  detectPrismaCalls,
  detectKnex,
  detectKnexTypes,
  detectDrizzle,
  detectKysely,
  detectSequelizeCalls,
  detectTypeorm,
  detectMikroOrm,
  detectConfig,
  detectEndpoints,
  detectEvents,
];

interface TextFormat {
  readonly isFile: (name: string, path: string) => boolean;
  readonly detector: TextDetector;
  /** What begins a line that is a comment. */
  readonly openers: readonly string[];
}

const TEXT_FORMATS: readonly TextFormat[] = [
  { isFile: (name) => /^\.env(?:\.|$)/.test(name), detector: detectEnvFile, openers: ["#"] },
  { isFile: (name) => name.endsWith(".sql"), detector: detectSqlFile, openers: ["--", "/*"] },
  { isFile: (name) => name.endsWith(".prisma"), detector: detectPrismaSchema, openers: ["//", "///"] },
  { isFile: (_name, path) => isDeploymentFile(path), detector: detectDeployment, openers: ["#", "//"] },
];

function detectPrismaSchema(file: TextFile, project: Project): Detection[] {
  return [...detectMappings(file, project), ...detectPrismaEnvironment(file, project)];
}

/** All references of a script; linter and scanner both come through here. */
export function detectInScript(file: ScriptFile, given: Project): FileReferences {
  const passesOver = given.namesTables === false || isMigrationScript(file.path);
  const project = passesOver ? withoutTables(given) : given;
  const detections = SCRIPT_DETECTORS.flatMap((detect) => detect(file, project));
  const isMarked = hasExclusionMarker(file.text);
  if (detections.length === 0 && !isMarked) return NOTHING;
  const sqlComments = isMarked ? getLineExclusions(file.text, ["--"]) : [];
  const nodes = getNodesAtOffsets(
    file.ast,
    [...detections, ...sqlComments].map(({ start }) => start),
  );
  const lines = getLineStarts(file.text);
  const references = createReferences(detections, {
    file: file.path,
    lines,
    getScope: (offset) => getScopePath(nodes.get(offset) ?? file.ast),
  });
  if (!isMarked) return { ...NOTHING, references };
  const exclusions = [
    ...getScriptExclusions(file.ast),
    ...sqlComments.filter((comment) => isInDetectedSql(comment, detections, nodes)),
  ];
  return applyExclusions(references, exclusions, { lines, changes: getIds(given) });
}

function withoutTables(project: Project): Project {
  const changes = project.changes.filter(({ old }) => !isTableTarget(old));
  return { ...project, changes };
}

/** A `--` line is a comment of ours only inside a template in which something was detected; anywhere else it is text. */
function isInDetectedSql(
  comment: Exclusion,
  detections: readonly Detection[],
  nodes: ReturnType<typeof getNodesAtOffsets>,
): boolean {
  const template = nodes.get(comment.start)?.parent;
  if (template?.type !== "TemplateLiteral") return false;
  const [start, end] = template.range;
  return detections.some((detection) => detection.start >= start && detection.end <= end);
}

/** All references of a file that is no script: SQL, environment files, Prisma schemas. Other files have none. */
export function detectInText(file: TextFile, project: Project): FileReferences {
  const detector = getTextFormat(file.path)?.detector;
  return detector === undefined ? NOTHING : createTextReferences(file, detector(file, project), { project });
}

interface TextReferenceContext {
  readonly project: Project;
  /** The named thing around a place; undefined at the top of the file. */
  readonly getScope?: (offset: number) => string | undefined;
}

/** What was detected in a file that is no script, less what its comments exclude. */
export function createTextReferences(
  file: TextFile,
  detections: readonly Detection[],
  { project, getScope }: TextReferenceContext,
): FileReferences {
  const lines = getLineStarts(file.text);
  const references = createReferences(detections, {
    file: file.path,
    lines,
    getScope: (offset) => getScope?.(offset) ?? MODULE_SCOPE,
  });
  const exclusions = getLineExclusions(file.text, getTextFormat(file.path)?.openers ?? []);
  return applyExclusions(references, exclusions, { lines, changes: getIds(project) });
}

/** What a file names that no parser of ours reads: as whole words, none of it settled. */
export function detectByText(file: TextFile, project: Project): FileReferences {
  const detections = detectMentions(file, project);
  const lines = getLineStarts(file.text);
  const references = createReferences(detections, {
    file: file.path,
    lines,
    getScope: () => MODULE_SCOPE,
  });
  const exclusions = getLineExclusions(file.text, COMMENT_OPENERS);
  return applyExclusions(references, exclusions, { lines, changes: getIds(project) });
}

/** True for the files that `detectInText` reads. */
export function isTextFile(path: string): boolean {
  return getTextFormat(path) !== undefined;
}

function getTextFormat(path: string): TextFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return TEXT_FORMATS.find(({ isFile }) => isFile(name, path));
}

function getIds(project: Project): string[] {
  return project.changes.map(({ id }) => id);
}

const NOTHING: FileReferences = { references: [], excluded: [], problems: [] };
