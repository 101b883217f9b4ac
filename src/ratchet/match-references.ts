import { groupBy } from "../group-by.js";
import type { Reference } from "../references/reference.js";
import { isInBaseline } from "./count-references.js";

export interface MatchInput {
  readonly base: readonly Reference[];
  readonly head: readonly Reference[];
  /** Files at the base → what they are called at head. */
  readonly renames: ReadonlyMap<string, string>;
  /** Whether two references of equal text in different places are one that moved, and not one that went and one that came. */
  isMove(base: Reference, head: Reference): boolean;
}

export interface ReferencePair {
  readonly base: Reference;
  readonly head: Reference;
}

export interface ReferenceMatch {
  readonly pairs: readonly ReferencePair[];
  /** At head without a counterpart at the base. */
  readonly added: readonly Reference[];
  /** At the base without a counterpart at head. */
  readonly gone: readonly Reference[];
}

/**
 * Pairs counted references of base and head one to one, the surest pairs first: same place and text; same place, text edited; same text
 * in another place, where the code around it says that it moved. What is left over was added, or has gone: the two are never netted.
 */
export function matchReferences({ base, head, renames, isMove }: MatchInput): ReferenceMatch {
  const getFile = ({ file }: Reference) => renames.get(file) ?? file;
  const getPlace = (reference: Reference, file: string) =>
    JSON.stringify([reference.change, reference.access, file, reference.scope]);
  const passes: readonly Pass[] = [
    {
      getBaseKey: (one) => JSON.stringify([getPlace(one, getFile(one)), getText(one)]),
      getHeadKey: (one) => JSON.stringify([getPlace(one, one.file), getText(one)]),
    },
    {
      getBaseKey: (one) => getPlace(one, getFile(one)),
      getHeadKey: (one) => getPlace(one, one.file),
    },
    {
      getBaseKey: (one) => JSON.stringify([one.change, one.access, getText(one)]),
      getHeadKey: (one) => JSON.stringify([one.change, one.access, getText(one)]),
      isPair: isMove,
    },
  ];
  let rest: ReferenceMatch = { pairs: [], added: head.filter(isInBaseline), gone: base.filter(isInBaseline) };
  for (const pass of passes) rest = runPass(rest, pass);
  return rest;
}

interface Pass {
  getBaseKey(reference: Reference): string;
  getHeadKey(reference: Reference): string;
  isPair?(base: Reference, head: Reference): boolean;
}

function runPass({ pairs, added, gone }: ReferenceMatch, pass: Pass): ReferenceMatch {
  const waiting = groupBy(gone, pass.getBaseKey);
  const found: ReferencePair[] = [];
  const stillAdded = added.filter((head) => {
    const candidates = waiting.get(pass.getHeadKey(head)) ?? [];
    const index = candidates.findIndex((base) => pass.isPair?.(base, head) ?? true);
    const [base] = index === -1 ? [] : candidates.splice(index, 1);
    if (base !== undefined) found.push({ base, head });
    return base === undefined;
  });
  const paired = new Set(found.map(({ base }) => base));
  return { pairs: [...pairs, ...found], added: stillAdded, gone: gone.filter((one) => !paired.has(one)) };
}

/** Without white space: a formatter may break a line anywhere. */
function getText({ text }: Reference): string {
  return text.replace(/\s+/g, "");
}
