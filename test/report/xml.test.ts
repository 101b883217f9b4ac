import { describe, expect, it } from "vitest";
import { escapeXml, formatXmlElement } from "../../src/report/xml.js";

describe("text in XML", () => {
  it.each([
    ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    [`"it's"`, "&quot;it&apos;s&quot;"],
    ["]]>", "]]&gt;"],
    ["&amp;", "&amp;amp;"],
    ["ü 🐘 →", "ü 🐘 →"],
    ["a\tb\nc", "a\tb\nc"],
    ["a\r\nb", "a&#13;\nb"],
    // What XML 1.0 has no way to write.
    ["\u0000\u001B\uFFFE", "\\u0000\\u001b\\ufffe"],
    ["\uD83D alone", "\\ud83d alone"],
  ])("%j", (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });
});

describe("an element", () => {
  it("keeps line breaks of attributes, and leaves out those without a value", () => {
    expect(formatXmlElement({ name: "a", attributes: { b: 'x\n\t"', c: undefined, d: 0 } })).toEqual([
      '<a b="x&#10;&#9;&quot;" d="0" />',
    ]);
  });

  it("holds text or elements", () => {
    expect(formatXmlElement({ name: "a", text: "<" })).toEqual(["<a>&lt;</a>"]);
    const inner = formatXmlElement({ name: "b" });
    expect(formatXmlElement({ name: "a", children: [inner, inner] })).toEqual([
      "<a>",
      "  <b />",
      "  <b />",
      "</a>",
    ]);
  });
});
