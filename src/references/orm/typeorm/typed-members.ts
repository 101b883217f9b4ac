import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName, getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import type { Change } from "../../../manifest/manifest.js";
import type { Access } from "../../reference.js";
import type { MemberOrigin } from "../../resolver.js";
import { getMemberPlace, type MemberPlace } from "../../symbols/member-places.js";
import type { QueryContext } from "./query.js";
import { getKeyAccess } from "./key-access.js";

/** A property of an entity's class behind which an old column is. */
interface OldProperty {
  readonly model: MappedTable;
  /** The path from the entity, into embedded objects. */
  readonly path: string;
  /** Where its class declares it: canonical module, and the class's name. */
  readonly module: string;
  readonly owners: readonly string[];
}

/**
 * Properties of entities that come from elsewhere: from a service, a parameter of a declared type, another file's object. Only types tell,
 * so they are asked for each place of such a name that nothing else has settled.
 */
export function walkTypedMembers(touched: readonly MappedTable[], context: QueryContext): void {
  const { file, project, found } = context;
  const byName = getOldProperties(touched, project.changes, file.text);
  if (byName.size === 0) return;
  const settled = new Set(found.map(({ start }) => start));
  for (const node of walk(file.ast)) {
    const place = getMemberPlace(node);
    const properties = place && byName.get(place.name);
    if (place === undefined || properties === undefined || !mayBeEntity(place)) continue;
    if (!settled.has(getNameRange(place.key)[0])) settle(place, properties, context);
  }
}

function getOldProperties(
  touched: readonly MappedTable[],
  changes: readonly Change[],
  text: string,
): ReadonlyMap<string, readonly OldProperty[]> {
  const byName = new Map<string, OldProperty[]>();
  const lower = text.toLowerCase();
  for (const model of touched) {
    // A service may give what it never names: `getChatflowById()` gives a `ChatFlow`.
    if (!lower.includes(model.model.toLowerCase())) continue;
    const old = model.columns.filter(({ column }) =>
      changes.some(
        (change) =>
          change.old.kind === "column" && change.old.table === model.table && change.old.column === column,
      ),
    );
    for (const { property: path, file = model.file, owner } of old) {
      const name = path.slice(path.lastIndexOf(".") + 1);
      if (!text.includes(name)) continue;
      const owners = owner === undefined ? [...model.exports, model.model] : [owner];
      byName.set(name, [...(byName.get(name) ?? []), { model, path, module: `./${file}`, owners }]);
    }
  }
  return byName;
}

/** Decorators name properties for the mapping; a type's member and an element of JSX are no rows. */
function mayBeEntity({ node }: MemberPlace): boolean {
  switch (node.type) {
    case "MemberExpression":
      return !isGlobal(node.object) && !isDecorated(node);
    case "Property":
      return !isDecorated(node);
    case "TSLiteralType":
      return true;
    default:
      return false;
  }
}

const GLOBALS: ReadonlySet<string> = new Set([
  "process",
  "console",
  "JSON",
  "Math",
  "Object",
  "window",
  "document",
]);

function isGlobal(node: TSESTree.Node): boolean {
  return node.type === "Identifier" && GLOBALS.has(node.name);
}

function isDecorated(node: TSESTree.Node): boolean {
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent) {
    if (current.type === "Decorator") return true;
    if (current.type === "BlockStatement" || current.type === "ClassBody") return false;
  }
  return false;
}

function settle(place: MemberPlace, properties: readonly OldProperty[], context: QueryContext): void {
  const { project, file, walk: inner } = context;
  const { key } = place;
  const access = getAccess(place);
  const origins = project.resolver.getMemberOrigins(file.path, key);
  if (origins === "unknown") {
    for (const { model, path } of properties)
      if (isLikely(place, model, context))
        inner.collector.addProperty(model, path, { access, at: key, certainty: "unresolved" });
    return;
  }
  const declared = properties.filter((property) => origins.some((origin) => isOrigin(origin, property)));
  // What several entities inherit or embed says not whose row it is, but its name may.
  const isShared = new Set(declared.map(({ model }) => model)).size > 1;
  for (const { model, path } of declared) {
    if (!isShared) inner.collector.addProperty(model, path, { access, at: key });
    else if (isNamedAlike(place, model))
      inner.collector.addProperty(model, path, { access, at: key, certainty: "inferred" });
  }
}

function isOrigin({ module, path: [owner = "", ...below] }: MemberOrigin, property: OldProperty): boolean {
  const name = property.path.slice(property.path.lastIndexOf(".") + 1);
  return property.module === module && property.owners.includes(owner) && below.join(".") === name;
}

function getAccess({ node, access }: MemberPlace): Access {
  if (node.type === "Property" && node.parent.type === "ObjectExpression") return getKeyAccess(node);
  return access === "call" || access === "export" ? "read" : access;
}

/** Of an `any`: the value is called like an entity, and the file has that at hand or calls it nothing else. All other would drown what matters. */
function isLikely(place: MemberPlace, model: MappedTable, context: QueryContext): boolean {
  const { file, walk } = context;
  const name = place.node.type === "TSLiteralType" ? undefined : getReceiverName(place);
  if (name === undefined || !isNamedAlike(place, model)) return false;
  if (getImported(file).some(({ local }) => walk.models.find(local)?.model === model.model)) return true;
  if (name !== model.model.toLowerCase() || !/\.[mc]?ts$/.test(file.path)) return false;
  return !hasNamesake(model, context);
}

/** `import { Tool } from "@langchain/core/tools"`: what a file calls `tool` is then that package's. */
function hasNamesake({ model }: MappedTable, { file, project }: QueryContext): boolean {
  return getImported(file).some(({ local, from }) => {
    if (local.name.toLowerCase() !== model.toLowerCase()) return false;
    return project.modules
      .getOrigins(file.path, from, local.name)
      .every(({ module }) => !module.startsWith("./"));
  });
}

interface Imported {
  readonly local: TSESTree.Identifier;
  readonly from: string;
}

function getImported({ ast }: QueryContext["file"]): Imported[] {
  return ast.body.flatMap((statement) =>
    statement.type === "ImportDeclaration"
      ? statement.specifiers.map(({ local }) => ({ local, from: statement.source.value }))
      : [],
  );
}

/** `user`, `newUser`, `req.user`, `users[0]` for `User`. */
function isNamedAlike(place: MemberPlace, { model }: MappedTable): boolean {
  return getReceiverName(place)?.includes(model.toLowerCase()) === true;
}

function getReceiverName({ node }: MemberPlace): string | undefined {
  const receiver = getReceiver(node);
  return (receiver && getLastName(receiver))?.toLowerCase();
}

function getReceiver(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === "MemberExpression") return node.object;
  if (node.type !== "Property" || node.parent.type !== "ObjectPattern") return undefined;
  const { parent } = node.parent;
  return parent.type === "VariableDeclarator" ? (parent.init ?? undefined) : undefined;
}

function getLastName(receiver: TSESTree.Node): string | undefined {
  const node = unwrap(receiver);
  if (node.type === "Identifier") return node.name;
  if (node.type === "AwaitExpression") return undefined;
  return node.type === "MemberExpression" ? (getMemberName(node) ?? getLastName(node.object)) : undefined;
}
