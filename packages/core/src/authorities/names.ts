const openings = [
  'london borough of',
  'london borough',
  'royal borough of',
  'metropolitan borough of',
  'metropolitan district of',
  'borough of',
  'borough council of',
  'city county of',
  'city council of',
  'city of',
  'county council of',
  'county of',
  'council of',
  'lb of',
  'lb',
];

const closings = [
  'metropolitan borough council',
  'metropolitan district council',
  'london borough council',
  'borough council',
  'city council',
  'county council',
  'unitary council',
  'unitary authority',
  'unitary district',
  'local education authority',
  'local authority',
  'metropolitan borough',
  'metropolitan district',
  'london borough',
  'royal borough',
  'district council',
  'childrens services',
  'council',
  'corporation',
  'city of',
  'county of',
  'borough',
  'unitary',
  'metropolitan',
  'authority',
  'county',
  'city',
  'towns',
  'boro',
  'mbc',
  'mdc',
  'lbc',
  'lea',
  'ua',
  'la',
  'lb',
  'cc',
  'bc',
  'dc',
  'mb',
];

/** Short names of counties, as people write them in lists. */
const shortened: Readonly<Record<string, string>> = {
  bucks: 'buckinghamshire',
  cambs: 'cambridgeshire',
  glos: 'gloucestershire',
  hants: 'hampshire',
  herts: 'hertfordshire',
  lancs: 'lancashire',
  leics: 'leicestershire',
  lincs: 'lincolnshire',
  northants: 'northamptonshire',
  notts: 'nottinghamshire',
  oxon: 'oxfordshire',
  staffs: 'staffordshire',
  warks: 'warwickshire',
  wilts: 'wiltshire',
  worcs: 'worcestershire',
};

/** Words that a plain name leaves out, or has in another form. */
const plainWord: ReadonlyMap<string, string> = new Map([
  ['and', ''],
  ['the', ''],
  ['upon', 'on'],
  ['saint', 'st'],
]);

/**
 * A name without what varies in writing: case, accents, punctuation, "&" and "and", "the", "upon" and "on", "Saint" and "St".
 * Two names with one plain form are one name.
 */
export function plainName(name: string): string {
  let plain = '';
  for (const [word] of lettersOf(name).matchAll(/[a-z0-9]+/g)) {
    const said = plainWord.get(word) ?? word;
    if (said !== '') plain = plain === '' ? said : `${plain} ${said}`;
  }
  return plain;
}

/** In small letters, without accents and what stands inside a word. */
function lettersOf(name: string): string {
  const small = /^[\w &-]*$/.test(name)
    ? name
    : name.normalize('NFKD').replace(/[\u0300-\u036f'\u2018\u2019`.]/g, '');
  return small.toLowerCase();
}

function withoutOpening(name: string): string {
  const opening = openings.find((words) => name.startsWith(`${words} `));
  return opening === undefined ? name : name.slice(opening.length + 1);
}

/** Legal forms stand in rows: "Darlington UA Council". */
const closingsInRow = 3;

function withoutClosing(name: string): string {
  let rest = name;
  for (let found = 0; found < closingsInRow; found += 1) {
    const closing = closings.find((words) => rest.endsWith(` ${words}`));
    if (closing === undefined) break;
    rest = rest.slice(0, -closing.length - 1);
  }
  return rest;
}

/**
 * The plain forms under which to look a name up, most literal first: as written; without its legal form at the end ("City
 * Council", ", City of"); without that at the start ("London Borough of"); without both. The literal form comes first
 * because some legal forms are names: "City of London" is no London. Last, the county that a short name means ("Northants").
 */
export function lookupForms(name: string): readonly string[] {
  const literal = plainName(name);
  const closed = withoutClosing(literal);
  const opened = withoutOpening(literal);
  const bare = withoutClosing(withoutOpening(closed));
  const county = bare.replace(/^(?:(?:north|south|east|west) )?(\w+)$/, (name, word: string) =>
    Object.hasOwn(shortened, word) ? name.slice(0, -word.length) + shortened[word] : name,
  );
  return [...new Set([literal, closed, opened, bare, county])].filter((form) => form !== '');
}
