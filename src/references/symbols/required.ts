import type { Reference } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getRequiredEntity } from "./entity.js";
import { follow, type FollowContext } from "./follow.js";

/** Follows `require("./a")` and, in a module of CommonJS, its own `exports.a`. */
export function detectRequired(context: FollowContext): void {
  if (context.file.text.includes("require")) {
    for (const reference of getGlobalReferences(context, "require", isCreatedRequire)) {
      followRequire(context, reference.identifier.parent);
    }
  }
}

/** References to a name that no code of the file declares. Hosts may know it as a global, so it need not be unresolved. */
export function getGlobalReferences(
  { file }: FollowContext,
  name: string,
  isAllowed: (reference: Reference) => boolean = () => false,
): Reference[] {
  return file.scopes.scopes
    .flatMap((scope) => scope.references)
    .filter((reference) => reference.identifier.name === name)
    .filter((reference) => (reference.resolved?.defs.length ?? 0) === 0 || isAllowed(reference));
}

/** `const require = createRequire(import.meta.url)` */
function isCreatedRequire({ resolved }: Reference): boolean {
  const declarator = resolved?.defs[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.init?.type !== "CallExpression") return false;
  const { callee } = declarator.init;
  const name = callee.type === "MemberExpression" ? callee.property : callee;
  return name.type === "Identifier" && name.name === "createRequire";
}

function followRequire(context: FollowContext, call: TSESTree.Node | undefined): void {
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return;
  const [argument] = call.arguments;
  // For its side effects alone, it depends on no name.
  if (!argument || call.parent.type === "ExpressionStatement") return;
  const specifier = getText(argument);
  if (specifier === undefined) return;
  const entity = getRequiredEntity(context, context.file.path, specifier);
  follow(context, { node: call, entity, name: argument, isImport: true });
}

/** A string that is written out: in quotes, or as a template without holes. */
export function getText(node: TSESTree.Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  const isPlain = node.type === "TemplateLiteral" && node.expressions.length === 0;
  return isPlain ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
}
