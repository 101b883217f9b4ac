import type { FunctionParameterMode, ObjectWithArgs, TypeName } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import { getStrings } from "./sql-context.js";

const OUTPUT: ReadonlySet<FunctionParameterMode> = new Set(["FUNC_PARAM_OUT", "FUNC_PARAM_TABLE"]);

/** Types of the parameters that a caller gives. */
export function getInputTypes(parameters: readonly Node[] | undefined): string[] {
  return (parameters ?? []).flatMap((parameter) => {
    if (!("FunctionParameter" in parameter)) return [];
    const { mode, argType } = parameter.FunctionParameter;
    return mode !== undefined && OUTPUT.has(mode) ? [] : [formatType(argType)];
  });
}

/** The parameters by which a statement names a function; undefined where it gives none. */
export function getNamedTypes({
  args_unspecified: isUnspecified,
  objargs,
}: ObjectWithArgs): string[] | undefined {
  if (isUnspecified === true) return undefined;
  return (objargs ?? []).map((argument) =>
    formatType("TypeName" in argument ? argument.TypeName : undefined),
  );
}

/** Without the schema: `int` and `pg_catalog.int4` are one. */
function formatType(type: TypeName | undefined): string {
  const name = getStrings(type?.names).at(-1) ?? "";
  return name + "[]".repeat(type?.arrayBounds?.length ?? 0);
}
