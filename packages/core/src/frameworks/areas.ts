/**
 * What is judged, as concepts that outlive the frameworks: each framework version maps its own
 * judgements, with their codes and printed labels, onto these. `lscb` is the local safeguarding children
 * board: a separate body, reviewed beside the authority until 2017, that never enters `overall`.
 */
export const areas = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
  'adoption',
  'lscb',
] as const;

/** What is judged, as a concept that outlives the frameworks; see `areas`. */
export type Area = (typeof areas)[number];

/** How an area reads in running text, whatever the framework. */
export const areaLabels: Readonly<Record<Area, string>> = {
  overall: 'Overall effectiveness',
  leadership: 'Leadership',
  help_and_protection: 'Help and protection',
  children_in_care: 'Children in care',
  care_leavers: 'Care leavers',
  adoption: 'Adoption',
  lscb: 'Local safeguarding children board',
};

/** True of the code of an area. */
export function isArea(value: unknown): value is Area {
  return typeof value === 'string' && (areas as readonly string[]).includes(value);
}
