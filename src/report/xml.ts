/** Attributes of an element, in the order in which they are written; those without a value are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** An element with text in it, or with elements (lines that are XML already). */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: XmlAttributes;
  readonly text?: string;
  readonly children?: readonly (readonly string[])[];
}

/** The element's lines, two spaces an inner level. Text stays on the element's own lines: white space in it counts. */
export function formatXmlElement({ name, attributes = {}, text, children = [] }: XmlElement): string[] {
  const head = [name, ...formatAttributes(attributes)].join(" ");
  const inner = children.flat().map((line) => `  ${line}`);
  if (inner.length > 0) return [`<${head}>`, ...inner, `</${name}>`];
  return text === undefined ? [`<${head} />`] : [`<${head}>${escapeXml(text)}</${name}>`];
}

function formatAttributes(attributes: XmlAttributes): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escapeAttribute(String(value))}"`],
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/**
 * XML 1.0 has no way at all to write most control characters, half a surrogate pair and two more (https://www.w3.org/TR/xml/#charsets):
 * a parser refuses the file. They are written as a person would name them.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replaceAll("\r", "&#13;");
}

/** A parser takes line breaks and tabs in attributes for spaces, unless they are written as references. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}
