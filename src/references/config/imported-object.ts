import type { Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { ConfigFile } from "./configuration.js";
import { getMemberObject, getPackageObject, isObjectName, type KnownObject } from "./known-object.js";

type ImportBinding = Extract<Definition, { type: "ImportBinding" }>;

/** What an imported name is: a library's, or what another module of the repo exports. */
export function getImportedObject(
  file: ConfigFile,
  { node, parent }: ImportBinding,
): KnownObject | undefined {
  if (node.type === "TSImportEqualsDeclaration") {
    const { moduleReference } = node;
    return moduleReference.type === "TSExternalModuleReference"
      ? getRequiredObject(file, moduleReference.expression)
      : undefined;
  }
  if (parent?.type !== "ImportDeclaration") return undefined;
  const specifier = parent.source.value;
  const library = getPackageObject(specifier);
  switch (node.type) {
    case "ImportNamespaceSpecifier":
      return library ?? { name: "module", path: [specifier], isAssumed: false };
    case "ImportDefaultSpecifier":
      return library ?? getExported(file, specifier, "default");
    default: {
      const name = node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
      return library ? getMemberObject(library, name) : getExported(file, specifier, name);
    }
  }
}

/** What `require` and `import()` give. */
export function getRequiredObject(
  file: ConfigFile,
  source: TSESTree.Node | undefined,
): KnownObject | undefined {
  if (source?.type !== "Literal" || typeof source.value !== "string") return undefined;
  return (
    getPackageObject(source.value) ??
    getExported(file, source.value, "export=") ?? { name: "module", path: [source.value], isAssumed: false }
  );
}

export function getModuleMember(
  file: ConfigFile,
  { path: [specifier] }: KnownObject,
  member: string | undefined,
): KnownObject | undefined {
  if (specifier === undefined || member === undefined) return undefined;
  return getExported(file, specifier, member);
}

function getExported(
  { path, modules }: ConfigFile,
  specifier: string,
  name: string,
): KnownObject | undefined {
  for (const origin of modules.getOrigins(path, specifier, name)) {
    const shape = modules.getShape(origin);
    if (shape?.kind === "config" && isObjectName(shape.holds)) {
      const { holds, path, isAssumed, isFunction = false } = shape;
      return { name: holds, path, isAssumed, ...(isFunction && { isFunction }) };
    }
  }
  return undefined;
}
