/** Draws what a terminal shows as an SVG picture. */
import stringWidth from "string-width";

const CELL = { width: 8.4, height: 19 };
const PADDING = 16;
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const FOREGROUND = "#d0d7de";

/** The colours that the command uses, by their numbers in escape sequences. */
const COLORS = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 36: "#79c0ff", 39: FOREGROUND };

/** @typedef {{ fill: string, isBold: boolean, isDim: boolean }} Look */
/** @typedef {{ text: string, look: Look }} Run */

/**
 * @param {string} command what was typed
 * @param {string} answer what the command printed, with its escape sequences
 * @param {number} columns
 * @returns {string}
 */
export function drawScreen(command, answer, columns) {
  const plain = { fill: FOREGROUND, isBold: false, isDim: false };
  const prompt = [
    { text: "$ ", look: { ...plain, isDim: true } },
    { text: command, look: { ...plain, isBold: true } },
  ];
  const lines = [prompt, ...readLines(answer.trimEnd(), plain)].flatMap((line) => breakLine(line, columns));
  const width = Math.ceil(columns * CELL.width + 2 * PADDING);
  const height = Math.ceil(lines.length * CELL.height + 2 * PADDING);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" font-size="14">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...lines.flatMap(drawLine),
    "</svg>",
    "",
  ].join("\n");
}

/**
 * @param {string} answer
 * @param {Look} plain
 * @returns {Run[][]}
 */
function readLines(answer, plain) {
  let look = plain;
  return answer.split("\n").map((line) => {
    const [first = "", ...rest] = line.split("\u001B[");
    const runs = [{ text: first, look }];
    for (const part of rest) {
      const end = part.indexOf("m");
      look = changeLook(look, Number(part.slice(0, end)));
      runs.push({ text: part.slice(end + 1), look });
    }
    return runs.filter(({ text }) => text !== "");
  });
}

/**
 * @param {Look} look
 * @param {number} code
 * @returns {Look}
 */
function changeLook(look, code) {
  if (code === 1) return { ...look, isBold: true };
  if (code === 2) return { ...look, isDim: true };
  if (code === 22) return { ...look, isBold: false, isDim: false };
  const fill = Object.entries(COLORS).find(([known]) => Number(known) === code)?.[1];
  if (fill === undefined) throw new Error(`no colour is known by the number ${code}`);
  return { ...look, fill };
}

/**
 * As a terminal does it: wherever the line is full.
 * @param {Run[]} line
 * @param {number} columns
 * @returns {Run[][]}
 */
function breakLine(line, columns) {
  /** @type {Run[][]} */
  const lines = [[]];
  let used = 0;
  for (const { text, look } of line) {
    for (const character of text) {
      const width = stringWidth(character);
      if (used + width > columns) {
        lines.push([]);
        used = 0;
      }
      used += width;
      const runs = lines.at(-1) ?? [];
      const last = runs.at(-1);
      if (last?.look === look) last.text += character;
      else runs.push({ text: character, look });
    }
  }
  return lines;
}

/**
 * @param {Run[]} runs
 * @param {number} row
 * @returns {string[]}
 */
function drawLine(runs, row) {
  const y = PADDING + row * CELL.height + 14;
  let column = 0;
  return runs.flatMap(({ text, look }) => {
    const width = stringWidth(text);
    const x = round(PADDING + column * CELL.width);
    column += width;
    if (text.trim() === "") return [];
    const style = [look.isBold ? ' font-weight="bold"' : "", look.isDim ? ' opacity="0.6"' : ""].join("");
    return [
      `<text x="${x}" y="${y}" fill="${look.fill}"${style} textLength="${round(width * CELL.width)}" xml:space="preserve">${escapeXml(text)}</text>`,
    ];
  });
}

/** @param {number} size */
function round(size) {
  return Math.round(size * 10) / 10;
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
