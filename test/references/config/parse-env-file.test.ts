import dotenv from "dotenv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvFile } from "../../../src/references/config/parse-env-file.js";

/** Keys and values as our scanner cuts them out of the text; the last one of a key wins. */
function getValues(text: string): Record<string, string> {
  return Object.fromEntries(
    parseEnvFile(text).map(({ key, valueStart, valueEnd, quote }) => {
      const value = text.slice(valueStart, valueEnd).replaceAll("\r\n", "\n");
      return [key, quote === undefined ? stripQuotes(value.trim()) : value];
    }),
  );
}

/** dotenv takes the outer quotes off whatever begins and ends with them. */
const stripQuotes = (value: string) => value.replace(/^(['"`])([\s\S]*)\1$/gm, "$2");

describe("parseEnvFile agrees with dotenv", () => {
  const agree = (text: string): void => {
    expect(getValues(text)).toEqual(dotenv.parse(text));
  };

  it("on plain entries", () => {
    agree("A=1\nB = two words \n\nexport C=3\nD: 4\nE=\nF.G-H=5");
    agree("A=1\r\nB=2\r\n");
  });

  it("on comments", () => {
    agree("# A=1\n  # B=2\nC=3 # D=4\nE=a#b\nF='a#b' # c");
  });

  it("on quotes", () => {
    agree("A=\"x\"\nB='x \"y\" z'\nC=`it's`\nD=' spaces '");
    agree('A="two\nlines\nB=inside"\nC=3');
    agree("A='never closed\nB=2");
    agree('A="x" y\nB="x" "y"\nC=3');
  });

  it("on lines that set nothing", () => {
    agree("A\nB C\n=1\n-\n?\nD=4");
    agree("export\nexport =1\nexport A\nA=2");
  });

  it("on any text of these pieces", () => {
    const pieces = [
      "A",
      "B2",
      "=",
      // A colon before a line break is left out: dotenv takes the next line for the value.
      ": ",
      ":x",
      " ",
      "\n",
      "\r\n",
      "#",
      "'",
      '"',
      "`",
      "export ",
      "$",
      "{A}",
      "x.y-z",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(fc.property(text, agree), { numRuns: 2000 });
  });
});
