import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Certainty } from "../../reference.js";
import type { CallContext } from "./call-context.js";

interface Picked {
  readonly models: readonly MappedTable[];
  readonly certainty: Certainty;
}

/**
 * Which of the models that share a delegate's name a client has, where a repo has several schemas: those of the package that the client is
 * imported from, else of the package that the file is in. Where neither settles it, all of them, as an assumption.
 */
export function pickModels(
  models: readonly MappedTable[],
  client: TSESTree.Node,
  { file, project }: CallContext,
): Picked {
  if (models.length < 2) return { models, certainty: "resolved" };
  const name = getCodeName(getRoot(client), file.scopes);
  const origins =
    name !== undefined && "from" in name
      ? project.modules.getOrigins(file.path, name.from, name.imported)
      : [];
  const modules = origins.flatMap(({ module }) => (module.startsWith("./") ? [module.slice(2)] : []));
  for (const path of [...modules, file.path]) {
    const near = getNearest(models, path);
    if (near.length === 1) return { models: near, certainty: "resolved" };
  }
  return { models, certainty: "inferred" };
}

function getRoot(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return getRoot(inner.object);
  return inner.type === "CallExpression" ? getRoot(inner.callee) : inner;
}

/** Those whose package holds the path, of the innermost one. */
function getNearest(models: readonly MappedTable[], path: string): readonly MappedTable[] {
  const holding = models
    .map((model) => ({ model, root: getPackageRoot(model.file) }))
    .filter(({ root }) => root !== "" && path.startsWith(root));
  const longest = Math.max(...holding.map(({ root }) => root.length));
  return holding.filter(({ root }) => root.length === longest).map(({ model }) => model);
}

const SCHEMA_FOLDERS: ReadonlySet<string> = new Set(["prisma", "schema", "schemas", "models", "src"]);

/** `packages/db/prisma/schema/user.prisma` → `packages/db/`; empty for a schema of the whole repo. */
function getPackageRoot(file: string): string {
  const folders = file.split("/").slice(0, -1);
  while (SCHEMA_FOLDERS.has(folders.at(-1) ?? "")) folders.pop();
  return folders.length === 0 ? "" : `${folders.join("/")}/`;
}
