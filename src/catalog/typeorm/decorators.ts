import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getEntries, type ObjectEntry } from "../../ast/object-entries.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";

/** A decorator as it stands before a class or a member: `@Column({ name: "full_name" })`. */
export interface DecoratorCall {
  readonly name: string;
  readonly arguments: readonly TSESTree.Node[];
  /** Of TypeORM's own, by its import. */
  readonly isTypeorm: boolean;
}

export function getDecoratorCalls(
  decorators: readonly TSESTree.Decorator[] | undefined,
  file: CodeFile,
): DecoratorCall[] {
  return (decorators ?? []).flatMap(({ expression }) => {
    const call = unwrap(expression);
    const callee = call.type === "CallExpression" ? unwrap(call.callee) : call;
    const args = call.type === "CallExpression" ? call.arguments : [];
    // import * as orm from "typeorm"
    if (callee.type === "MemberExpression") {
      const name = getMemberName(callee);
      const owner = unwrap(callee.object);
      const isTypeorm = owner.type === "Identifier" && findImported(owner, file) === "*";
      return name === undefined ? [] : [{ name, arguments: args, isTypeorm }];
    }
    if (callee.type !== "Identifier") return [];
    const imported = findImported(callee, file);
    return [{ name: imported ?? callee.name, arguments: args, isTypeorm: imported !== undefined }];
  });
}

/** The name under which TypeORM exports what an identifier was imported as. */
export function findImported(identifier: TSESTree.Identifier, { scopes }: CodeFile): string | undefined {
  const definition = findVariable(scopes, identifier)?.defs[0];
  if (definition?.type !== "ImportBinding" || definition.parent?.type !== "ImportDeclaration")
    return undefined;
  if (!isTypeormModule(definition.parent.source.value)) return undefined;
  const { node } = definition;
  if (node.type === "ImportNamespaceSpecifier") return "*";
  if (node.type !== "ImportSpecifier") return undefined;
  return node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
}

/** `typeorm`, or a fork of it in a scope: `@acme/typeorm`. */
function isTypeormModule(specifier: string): boolean {
  return /(?:^|\/)typeorm(?:\/|$)/.test(specifier);
}

/** The options of a decorator: those of the last of its arguments that is an object. */
export function getOptions(call: DecoratorCall, { scopes }: CodeFile): ObjectEntry[] {
  for (const argument of [...call.arguments].reverse()) {
    const entries = getEntries(argument, scopes);
    if (entries.length > 0) return entries;
  }
  return [];
}

export function findOption(options: readonly ObjectEntry[], name: string): TSESTree.Node | undefined {
  return options.find((option) => option.name === name)?.value;
}

export function isOff(options: readonly ObjectEntry[], name: string): boolean {
  const value = findOption(options, name);
  return value?.type === "Literal" && value.value === false;
}
