import { isComponent } from "../file-kind.js";

/** What the program of types calls a file: TypeScript knows a component by its scripts alone, as a module beside it. */
export function toProgramPath(path: string): string {
  return isComponent(path) ? `${path}.ts` : path;
}

export function fromProgramPath(path: string): string {
  const component = path.slice(0, -".ts".length);
  return path.endsWith(".ts") && isComponent(component) ? component : path;
}
