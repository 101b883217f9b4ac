/** Plurals and singulars as Sequelize forms them: the rules of the package `inflection`, which it uses, in their order. */

/** A rule without a replacement leaves the word as it is. */
type Rule = readonly [pattern: RegExp, replacement?: string];

/** The default name of a model's table, and of an association with many. */
export function pluralize(name: string): string {
  return inflect(name, PLURAL);
}

/** The default name of an association with one. */
export function singularize(name: string): string {
  return inflect(name, SINGULAR);
}

function inflect(name: string, rules: readonly Rule[]): string {
  if (UNCOUNTABLE.has(name.toLowerCase())) return name;
  const rule = rules.find(([pattern]) => name.search(pattern) !== -1);
  const replacement = rule?.[1];
  return rule === undefined || replacement === undefined ? name : name.replace(rule[0], replacement);
}

const PLURAL: readonly Rule[] = [
  [/^(m|wom)en$/gi],
  [/(pe)ople$/gi],
  [/(child)ren$/gi],
  [/([ti])a$/gi],
  [/((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)ses$/gi],
  [/(database)s$/gi],
  [/(drive)s$/gi],
  [/(hi|ti)ves$/gi],
  [/(curve)s$/gi],
  [/([lr])ves$/gi],
  [/([^fo])ves$/gi],
  [/([^aeiouy]|qu)ies$/gi],
  [/(s)eries$/gi],
  [/(m)ovies$/gi],
  [/(x|ch|ss|sh)es$/gi],
  [/([m|l])ice$/gi],
  [/(bus)es$/gi],
  [/(o)es$/gi],
  [/(shoe)s$/gi],
  [/(cris|ax|test)es$/gi],
  [/(octop|vir)uses$/gi],
  [/(alias|canvas|status|campus)es$/gi],
  [/^(summons|bonus)es$/gi],
  [/^(ox)en/gi],
  [/(matr)ices$/gi],
  [/^feet$/gi],
  [/^teeth$/gi],
  [/^geese$/gi],
  [/(quiz)zes$/gi],
  [/^(whereas)es$/gi],
  [/^(criteri)a$/gi],
  [/^genera$/gi],
  [/^(m|wom)an$/gi, "$1en"],
  [/(pe)rson$/gi, "$1ople"],
  [/(child)$/gi, "$1ren"],
  [/(drive)$/gi, "$1s"],
  [/^(ox)$/gi, "$1en"],
  [/(ax|test)is$/gi, "$1es"],
  [/(octop|vir)us$/gi, "$1uses"],
  [/(alias|status|canvas|campus)$/gi, "$1es"],
  [/^(summons|bonus)$/gi, "$1es"],
  [/(bu)s$/gi, "$1ses"],
  [/(buffal|tomat|potat)o$/gi, "$1oes"],
  [/([ti])um$/gi, "$1a"],
  [/sis$/gi, "ses"],
  [/(?:([^f])fe|([lr])f)$/gi, "$1$2ves"],
  [/(hi|ti)ve$/gi, "$1ves"],
  [/([^aeiouy]|qu)y$/gi, "$1ies"],
  [/(matr)ix$/gi, "$1ices"],
  [/(vert|ind)ex$/gi, "$1ices"],
  [/(x|ch|ss|sh)$/gi, "$1es"],
  [/([m|l])ouse$/gi, "$1ice"],
  [/^foot$/gi, "feet"],
  [/^tooth$/gi, "teeth"],
  [/^goose$/gi, "geese"],
  [/(quiz)$/gi, "$1zes"],
  [/^(whereas)$/gi, "$1es"],
  [/^(criteri)on$/gi, "$1a"],
  [/^genus$/gi, "genera"],
  [/s$/gi, "s"],
  [/$/gi, "s"],
];

const SINGULAR: readonly Rule[] = [
  [/^(m|wom)an$/gi],
  [/(pe)rson$/gi],
  [/(child)$/gi],
  [/(drive)$/gi],
  [/^(ox)$/gi],
  [/(ax|test)is$/gi],
  [/(octop|vir)us$/gi],
  [/(alias|status|canvas|campus)$/gi],
  [/^(summons|bonus)$/gi],
  [/(bu)s$/gi],
  [/(buffal|tomat|potat)o$/gi],
  [/([ti])um$/gi],
  [/sis$/gi],
  [/(?:([^f])fe|([lr])f)$/gi],
  [/(hi|ti)ve$/gi],
  [/([^aeiouy]|qu)y$/gi],
  [/(x|ch|ss|sh)$/gi],
  [/(matr)ix$/gi],
  [/([m|l])ouse$/gi],
  [/^foot$/gi],
  [/^tooth$/gi],
  [/^goose$/gi],
  [/(quiz)$/gi],
  [/^(whereas)$/gi],
  [/^(criteri)on$/gi],
  [/^genus$/gi],
  [/^(m|wom)en$/gi, "$1an"],
  [/(pe)ople$/gi, "$1rson"],
  [/(child)ren$/gi, "$1"],
  [/(database)s$/gi, "$1"],
  [/(drive)s$/gi, "$1"],
  [/^genera$/gi, "genus"],
  [/^(criteri)a$/gi, "$1on"],
  [/([ti])a$/gi, "$1um"],
  [/((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)ses$/gi, "$1$2sis"],
  [/(hi|ti)ves$/gi, "$1ve"],
  [/(curve)s$/gi, "$1"],
  [/([lr])ves$/gi, "$1f"],
  [/([a])ves$/gi, "$1ve"],
  [/([^fo])ves$/gi, "$1fe"],
  [/(m)ovies$/gi, "$1ovie"],
  [/([^aeiouy]|qu)ies$/gi, "$1y"],
  [/(s)eries$/gi, "$1eries"],
  [/(x|ch|ss|sh)es$/gi, "$1"],
  [/([m|l])ice$/gi, "$1ouse"],
  [/(bus)es$/gi, "$1"],
  [/(o)es$/gi, "$1"],
  [/(shoe)s$/gi, "$1"],
  [/(cris|ax|test)es$/gi, "$1is"],
  [/(octop|vir)uses$/gi, "$1us"],
  [/(alias|canvas|status|campus)es$/gi, "$1"],
  [/^(summons|bonus)es$/gi, "$1"],
  [/^(ox)en/gi, "$1"],
  [/(matr)ices$/gi, "$1ix"],
  [/(vert|ind)ices$/gi, "$1ex"],
  [/^feet$/gi, "foot"],
  [/^teeth$/gi, "tooth"],
  [/^geese$/gi, "goose"],
  [/(quiz)zes$/gi, "$1"],
  [/^(whereas)es$/gi, "$1"],
  [/ss$/gi, "ss"],
  [/s$/gi, ""],
];

// prettier-ignore
const UNCOUNTABLE: ReadonlySet<string> = new Set(
  "accommodation adulthood advertising advice aggression aid air aircraft alcohol anger applause arithmetic assistance athletics bacon baggage beef biology blood botany bread butter carbon cardboard cash chalk chaos chess crossroads countryside dancing deer dignity dirt dust economics education electricity engineering enjoyment envy equipment ethics evidence evolution fame fiction flour flu food fuel fun furniture gallows garbage garlic genetics gold golf gossip gratitude grief guilt gymnastics happiness hardware harm hate hatred health heat help homework honesty honey hospitality housework humour hunger hydrogen ice importance inflation information innocence iron irony jam jewelry judo karate knowledge lack laughter lava leather leisure lightning linguine linguini linguistics literature litter livestock logic loneliness luck luggage macaroni machinery magic management mankind marble mathematics mayonnaise measles methane milk minus money mud music mumps nature news nitrogen nonsense nurture nutrition obedience obesity oxygen pasta patience physics poetry pollution poverty pride psychology publicity punctuation quartz racism relaxation reliability research respect revenge rice rubbish rum safety scenery seafood seaside series shame sheep shopping sleep smoke smoking snow soap software soil spaghetti species steam stuff stupidity sunshine symmetry tennis thirst thunder timber traffic transportation trust underwear unemployment unity validity veal vegetation vegetarianism vengeance violence vitality warmth wealth weather welfare wheat wildlife wisdom yoga zinc zoology".split(" "),
);
