import { splitSpecifier } from "../modules/split-specifier.js";
import type { TypesFolder } from "../trees/types-folder.js";
import type { RepoProject } from "./project.js";

/** A project for which imports of packages whose types are at hand lead somewhere. */
export function addPackages(project: RepoProject, typesFrom: TypesFolder | undefined): RepoProject {
  if (typesFrom === undefined) return project;
  const { modules } = project;
  const hasPackage = (specifier: string) => {
    if (/^[./#]/.test(specifier)) return false;
    const { name } = splitSpecifier(specifier);
    return (
      typesFrom.isFolder(name) || typesFrom.isFolder(`@types/${name.replace(/^@/, "").replace("/", "__")}`)
    );
  };
  return {
    ...project,
    modules: {
      ...modules,
      leadsToFile: (importer, specifier) => modules.leadsToFile(importer, specifier) || hasPackage(specifier),
    },
  };
}
