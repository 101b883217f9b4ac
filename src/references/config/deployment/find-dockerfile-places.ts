import type { ConfigPlace } from "../config-place.js";
import { findMentions } from "./find-mentions.js";
import { type Instruction, parseDockerfile, type Word } from "./parse-dockerfile.js";

type Place = Omit<ConfigPlace, "key">;

/** `ENV` and `ARG` set a name, `$NAME` and `${NAME}` use it. */
export function findDockerfilePlaces(text: string, name: string): Place[] {
  return parseDockerfile(text).flatMap((instruction) => {
    const set = getSetWords(instruction).filter((word) => getName(word) === name);
    const { start, end, name: key } = instruction;
    return [
      ...set.map((word) => createPlace(word.start, name)),
      ...findMentions({ text, start, end, kind: "dockerfile", key }, name).filter(
        (place) => !set.some((word) => word.start === place.start),
      ),
    ];
  });
}

/** `ENV NAME value` is the old form of `ENV NAME=value`. */
function getSetWords({ name, words }: Instruction): readonly Word[] {
  if (name === "arg") return words;
  if (name !== "env") return [];
  return words[0]?.text.includes("=") ? words : words.slice(0, 1);
}

function getName({ text }: Word): string {
  const sign = text.indexOf("=");
  return sign === -1 ? text : text.slice(0, sign);
}

function createPlace(start: number, name: string): Place {
  return { access: "write", start, end: start + name.length, via: "deployment", certainty: "resolved" };
}
