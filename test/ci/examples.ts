import { readFileSync } from "node:fs";

/** The YAML of a page, each with the file that its first line names. */
export function readExamples(page: string): readonly (readonly [file: string, text: string])[] {
  const text = readFileSync(page, "utf8");
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, example = ""]) => {
    const [, file] = /^# (\S+)\n/.exec(example) ?? [];
    if (file === undefined) throw new Error(`No file's name stands above:\n${example}`);
    return [file, example];
  });
}
