/**
 * The frameworks under which Ofsted has inspected children's services of local authorities.
 * A framework is a property of an inspection, stated by its source. It cannot be told from a date:
 * re-inspections under the single inspection framework ran until July 2018 beside ILACS.
 *
 * - `APA` annual performance assessment, to 2008
 * - `SLAC` safeguarding and looked after children services, from 2009
 * - `CPI` arrangements for the protection of children, 2012-13
 * - `TLAC` looked after children services alone, 2013
 * - `SIF` single inspection framework, from November 2013
 * - `ILACS` inspection of local authority children's services, from January 2018
 * - `JTAI` joint targeted area inspection, ungraded
 * - `AREA_SEND` area arrangements for special educational needs; judges the area partnership
 */
export const frameworks = [
  'APA',
  'SLAC',
  'CPI',
  'TLAC',
  'SIF',
  'ILACS',
  'JTAI',
  'AREA_SEND',
] as const;
/** A framework of inspection; see `frameworks`. */
export type Framework = (typeof frameworks)[number];

/** A framework by itself, or the one programme that judged two strands on one scale under three names, 2009 to 2013. */
export type Programme = Framework | 'STRANDS';

const strands: ReadonlySet<Framework> = new Set(['SLAC', 'CPI', 'TLAC']);

/**
 * The programme that a framework belongs to: a report replaces what earlier programmes found, and within its own leaves
 * standing what it did not judge.
 */
export function programmeOf(framework: Framework | undefined): Programme | undefined {
  return framework !== undefined && strands.has(framework) ? 'STRANDS' : framework;
}

/** `full` is the one form of SIF and earlier frameworks; ILACS has `standard` and `short`. */
export const inspectionKinds = ['standard', 'short', 'full', 'reinspection'] as const;
/** The form of an inspection; see `inspectionKinds`. */
export type InspectionKind = (typeof inspectionKinds)[number];

/** Activity that carries no grade and never sets an authority's standing. `assurance`: autumn 2020, in place of inspection. */
export const visitKinds = [
  'monitoring',
  'focused',
  'jtai',
  'joint_area_review',
  'lscb_review',
  'assurance',
  'area_send',
] as const;
/** The kind of a visit; see `visitKinds`. */
export type VisitKind = (typeof visitKinds)[number];

/** What people call each kind of visit. */
export const visitLabels: Readonly<Record<VisitKind, string>> = {
  monitoring: 'Monitoring visit',
  focused: 'Focused visit',
  jtai: 'Joint targeted area inspection',
  joint_area_review: 'Joint area review',
  lscb_review: 'Review of the safeguarding board',
  assurance: 'Assurance visit',
  area_send: 'Area SEND visit',
};

/** True of the code of a framework. */
export function isFramework(value: unknown): value is Framework {
  return typeof value === 'string' && (frameworks as readonly string[]).includes(value);
}
