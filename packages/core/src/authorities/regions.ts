/** `ons`: the nine regions of official statistics. `ofsted`: eight, with the North East joined to Yorkshire and the Humber. */
export type RegionScheme = 'ons' | 'ofsted';

/** One of the nine regions of England. */
export interface Region {
  /** Short code of ours. */
  readonly code: string;
  /** GSS code. */
  readonly ons: string;
  /** As official statistics print it. */
  readonly name: string;
}

/** The ONS regions of England, in the order of their codes. */
export const regions: readonly Region[] = [
  { code: 'NE', ons: 'E12000001', name: 'North East' },
  { code: 'NW', ons: 'E12000002', name: 'North West' },
  { code: 'YH', ons: 'E12000003', name: 'Yorkshire and the Humber' },
  { code: 'EM', ons: 'E12000004', name: 'East Midlands' },
  { code: 'WM', ons: 'E12000005', name: 'West Midlands' },
  { code: 'EE', ons: 'E12000006', name: 'East of England' },
  { code: 'LN', ons: 'E12000007', name: 'London' },
  { code: 'SE', ons: 'E12000008', name: 'South East' },
  { code: 'SW', ons: 'E12000009', name: 'South West' },
];

const joined = 'North East, Yorkshire and the Humber';

/** Name of an ONS region under Ofsted's scheme, as its annual report of 2014 and its releases of 2023 to 2025 have it. */
export function ofstedRegion(onsName: string): string {
  return onsName === 'North East' || onsName === 'Yorkshire and the Humber' ? joined : onsName;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(?:the|region|england)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const named = new Map<string, readonly string[]>([
  ...regions.flatMap(({ code, ons, name }): [string, readonly string[]][] => [
    [plain(name), [name]],
    [plain(code), [name]],
    [plain(ons), [name]],
  ]),
  ['east of', ['East of England']],
  ['east', ['East of England']],
  ['eastern', ['East of England']],
  ['yorkshire', ['Yorkshire and the Humber']],
  ['yorkshire and humberside', ['Yorkshire and the Humber']],
  ['greater london', ['London']],
  [plain(joined), ['North East', 'Yorkshire and the Humber']],
]);

/**
 * The ONS regions that a name, short code or GSS code means, whatever its case and punctuation: one, or the two that
 * Ofsted's joined region holds. Undefined for any other text.
 */
export function regionsNamed(text: string): readonly string[] | undefined {
  return named.get(plain(text));
}
