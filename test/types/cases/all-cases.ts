import { MEMBER_CASES } from "../member-cases.js";
import { ACCESS_CASES } from "./access-cases.js";
import { CLASS_CASES } from "./class-cases.js";
import { type MemberCase, readMarks } from "./member-case.js";
import { JSX_CASES, MODULE_CASES } from "./module-cases.js";
import { TYPE_CASES } from "./type-cases.js";

/** Every member case, its marks read. */
export const ALL_CASES: readonly MemberCase[] = [
  ...MEMBER_CASES.map((written) => ({ ...written, uses: [...written.uses].sort() })),
  ...[...CLASS_CASES, ...ACCESS_CASES, ...TYPE_CASES, ...MODULE_CASES, ...JSX_CASES].map(readMarks),
];
