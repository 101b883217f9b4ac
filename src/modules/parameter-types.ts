import type { ArrowFunctionExpression, BindingPattern, Function, ParamPattern, TSType } from "oxc-parser";
import type { Binding } from "./commonjs-record.js";
import type { ImportedType } from "./module-graph.js";

/** Types that hold what they are given, of the same properties. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Readonly",
  "Partial",
  "Required",
  "Promise",
  "NonNullable",
  "Pick",
  "Omit",
]);

/** The types of imports that a type is made of: itself, in a list or promise, joined with others. */
export function getImportedTypes(type: TSType, bindings: ReadonlyMap<string, Binding>): ImportedType[] {
  switch (type.type) {
    case "TSUnionType":
    case "TSIntersectionType":
      return type.types.flatMap((part) => getImportedTypes(part, bindings));
    case "TSArrayType":
      return getImportedTypes(type.elementType, bindings);
    case "TSTypeOperator":
      return getImportedTypes(type.typeAnnotation, bindings);
    case "TSTypeReference": {
      const { typeName, typeArguments } = type;
      if (typeName.type === "Identifier") {
        const [first] = CONTAINERS.has(typeName.name) ? (typeArguments?.params ?? []) : [];
        if (first !== undefined) return getImportedTypes(first, bindings);
        const own = bindings.get(typeName.name);
        return own === undefined ? [] : [own];
      }
      if (typeName.type !== "TSQualifiedName" || typeName.left.type !== "Identifier") return [];
      const binding = bindings.get(typeName.left.name);
      return binding === undefined ? [] : [{ ...binding, member: typeName.right.name }];
    }
    default:
      return [];
  }
}

/** For each parameter of a function the types that it names as members of an import: `data: Prisma.UserUpdateInput | Prisma.UserCreateInput`. */
export function getParameterTypes(
  { params }: Function | ArrowFunctionExpression,
  bindings: ReadonlyMap<string, Binding>,
): ImportedType[][] {
  return params.map((parameter) => {
    const annotation = getAnnotation(parameter);
    return annotation === undefined ? [] : getImportedTypes(annotation, bindings);
  });
}

function getAnnotation(parameter: ParamPattern | BindingPattern): TSType | undefined {
  switch (parameter.type) {
    case "AssignmentPattern":
      return getAnnotation(parameter.left);
    case "Identifier":
    case "ObjectPattern":
    case "ArrayPattern":
      return parameter.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}
