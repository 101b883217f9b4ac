import { expect, it } from "vitest";
import { escapeControls } from "../../src/report/escape-controls.js";

it("shows characters that would move a terminal's cursor, colour its text or turn its direction", () => {
  expect(escapeControls("a\u001B[2Jb\u0007c\nd\u202Ee")).toBe(String.raw`a\u001b[2Jb\u0007c\u000ad\u202ee`);
});

it("leaves letters of all languages and emoji as they are", () => {
  expect(escapeControls("src/größe/名前.ts 🚀")).toBe("src/größe/名前.ts 🚀");
});
