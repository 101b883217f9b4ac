import { describe } from "vitest";
import { testPage } from "./page-run.js";

describe.each(["getting-started", "column-rename"])("docs/%s.md", (name) => {
  testPage(`docs/${name}.md`);
});
