import type { Node } from "../../sql/postgres-parser.js";

/** `undefined` in `schema`: back to the default. No result: the statement leaves `search_path` alone. */
export function findSearchPath(node: Node): { readonly schema: string | undefined } | undefined {
  if ("VariableSetStmt" in node) {
    const { kind, name, args } = node.VariableSetStmt;
    if (kind === "VAR_RESET_ALL") return { schema: undefined };
    if (name !== "search_path") return undefined;
    return { schema: getFirstSchema((args ?? []).map(getConstant)) };
  }
  if (!("SelectStmt" in node)) return undefined;
  // What pg_dump writes: SELECT pg_catalog.set_config('search_path', '', false)
  for (const target of node.SelectStmt.targetList ?? []) {
    const call = "ResTarget" in target ? target.ResTarget.val : undefined;
    if (call === undefined || !("FuncCall" in call)) continue;
    const name = call.FuncCall.funcname?.at(-1);
    const [setting = "", value = ""] = (call.FuncCall.args ?? []).map(getConstant);
    const isSetConfig = name !== undefined && "String" in name && name.String.sval === "set_config";
    if (isSetConfig && setting === "search_path") return { schema: getFirstSchema(value.split(",")) };
  }
  return undefined;
}

function getConstant(node: Node): string {
  return "A_Const" in node ? (node.A_Const.sval?.sval ?? "") : "";
}

function getFirstSchema(path: readonly string[]): string | undefined {
  return path
    .map((schema) => schema.trim().replaceAll('"', ""))
    .find((schema) => schema !== "" && schema !== "$user" && !schema.startsWith("pg_"));
}
