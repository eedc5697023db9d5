import { apa } from './apa.ts';
import { areaSend2016, areaSend2023 } from './area-send.ts';
import type { Area } from './areas.ts';
import type { Framework } from './codes.ts';
import { cpi } from './cpi.ts';
import type { FrameworkVersion, JudgedArea } from './framework-version.ts';
import { ilacs2018, ilacs2023, ilacs2026 } from './ilacs.ts';
import { jtai } from './jtai.ts';
import { sif } from './sif.ts';
import { slac } from './slac.ts';
import { tlac } from './tlac.ts';

/** Every framework version, oldest first within a framework. */
export const frameworkVersions: readonly FrameworkVersion[] = [
  apa,
  slac,
  cpi,
  tlac,
  sif,
  ilacs2018,
  ilacs2023,
  ilacs2026,
  jtai,
  areaSend2016,
  areaSend2023,
];

const byFramework = new Map<Framework, FrameworkVersion[]>();
const byVersion = new Map<string, FrameworkVersion>();
for (const entry of frameworkVersions) {
  byFramework.set(entry.code, [...(byFramework.get(entry.code) ?? []), entry]);
  byVersion.set(`${entry.code}/${entry.version}`, entry);
}

/** The versions of one framework, oldest first. */
export function versionsOf(code: Framework): readonly FrameworkVersion[] {
  return byFramework.get(code) ?? [];
}

/**
 * True for frameworks that judge areas of children's services: their grades set a standing, and a report is awaited of them. Area SEND
 * judges the area partnership, and joint inspections and annual assessments grade none of our areas.
 */
export function setsStanding(code: Framework): boolean {
  return versionsOf(code).some(({ areas }) => areas.length > 0);
}

/** True for frameworks on the scale before 2013, where `adequate` stands for what is "requires improvement" today. */
export function gradesAdequate(code: Framework): boolean {
  return versionsOf(code).some(({ scale }) => scale.includes('adequate'));
}

/**
 * One version of a framework. Without `version`, the only one there is; undefined where the framework
 * has several, because nothing but the source can say which was meant.
 */
export function frameworkVersion(code: Framework, version?: string): FrameworkVersion | undefined {
  if (version !== undefined) return byVersion.get(`${code}/${version}`);
  const versions = versionsOf(code);
  return versions.length === 1 ? versions[0] : undefined;
}

/** What that version judges, in the order its reports print it; empty where it grades nothing or is unknown. */
export function areasOf(code: Framework, version?: string): readonly JudgedArea[] {
  return frameworkVersion(code, version)?.areas ?? [];
}

/**
 * The version of a framework that judges exactly these areas, in any order: ILACS with care leavers and
 * overall is that of 2023, without care leavers 2018, without overall 2026. Undefined where none or several do.
 * For sources that print grades and no version; it reads the judgements, never a date.
 */
export function versionJudging(
  code: Framework,
  judged: Iterable<Area>,
): FrameworkVersion | undefined {
  const wanted = new Set(judged);
  const fits = versionsOf(code).filter(
    ({ areas }) =>
      areas.length === wanted.size &&
      areas.every(({ area }) => wanted.has(area)) &&
      wanted.size > 0,
  );
  return fits.length === 1 ? fits[0] : undefined;
}
