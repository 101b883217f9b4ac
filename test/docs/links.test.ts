import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { marked, type Token, type Tokens } from "marked";
import { expect, it } from "vitest";

const PAGES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && !path.startsWith("fixtures/"));

/** As GitHub makes them of headings: https://github.com/Flet/github-slugger */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}

function isLink(token: Token): token is Tokens.Link | Tokens.Image {
  return token.type === "link" || token.type === "image";
}

function listTokens(path: string): Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(readFileSync(path, "utf8")), (token) => {
    tokens.push(token);
  });
  return tokens;
}

function getAnchors(path: string): Set<string> {
  const headings = listTokens(path).filter(isHeading);
  const own = [...readFileSync(path, "utf8").matchAll(/<a id="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Set([...headings.map(({ text }) => toAnchor(text.replaceAll("`", ""))), ...own]);
}

it("has no link within the project that leads nowhere", () => {
  const broken = PAGES.flatMap((page) =>
    listTokens(page)
      .filter(isLink)
      .map(({ href }) => href)
      .filter((href) => !/^[a-z]+:/.test(href))
      .filter((href) => {
        const [path = "", anchor] = href.split("#");
        const target = path === "" ? page : join(dirname(page), decodeURIComponent(path));
        if (!existsSync(target)) return true;
        return anchor !== undefined && target.endsWith(".md") && !getAnchors(target).has(anchor);
      })
      .map((href) => `${page}: ${href}`),
  );
  expect(broken).toEqual([]);
});

it("leads from the README to every page", () => {
  const seen = new Set<string>();
  const visit = (page: string) => {
    if (seen.has(page)) return;
    seen.add(page);
    for (const { href } of listTokens(page).filter(isLink)) {
      const target = join(dirname(page), href.split("#")[0] ?? "");
      if (PAGES.includes(target)) visit(target);
    }
  };
  visit("README.md");
  const lost = PAGES.filter((page) => page.startsWith("docs/") && !seen.has(page));
  expect(lost).toEqual([]);
});
