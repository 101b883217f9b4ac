import { expect, it } from "vitest";
import { escapeControls } from "../../src/report/escape-controls.js";

it("shows characters that would move a terminal's cursor, colour its text or turn its direction", () => {
  expect(escapeControls("a\u001B[2Jb\u0007c\nd\u202Ee")).toBe(String.raw`a\u001b[2Jb\u0007c\u000ad\u202ee`);
});

it("leaves letters of all languages and emoji as they are", () => {
  expect(escapeControls("src/größe/名前.ts 🚀")).toBe("src/größe/名前.ts 🚀");
});

it("shows half of a character, which no file can hold", () => {
  expect(escapeControls("a\uD800b \u{1F680}")).toBe(String.raw`a\ud800b ` + "\u{1F680}");
});
