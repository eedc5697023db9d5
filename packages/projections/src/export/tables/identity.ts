import { areas, frameworks, gradeOrNot } from '@monitoring-timeline/core';
import type { AuthorityShown } from '../../answers/common.ts';
import { type Column, columnsOf } from '../column.ts';

/** Grades that an area can show, and the three ways of having none. */
export const gradeValues = [...gradeOrNot, 'not_read'] as const;

export const areaValues: readonly string[] = areas;

export const frameworkValues: readonly string[] = frameworks;

/** Where the meaning of the words about grades is written. */
export const standingRule = 'docs/concepts.md: claims, matching, precedence, "No grade"';

/** Who a row is about: our key, which never changes, then name and region as of the day. */
export function authorityColumns<Row>(
  of: (row: Row) => Pick<AuthorityShown, 'key' | 'name' | 'region'>,
): readonly Column<Row>[] {
  const { text } = columnsOf<Row>();
  return [
    text(
      'authority',
      'Our permanent key of the authority; join tables by it.',
      (row) => of(row).key,
    ),
    text('name', 'Name of the authority on the day.', (row) => of(row).name),
    text(
      'region',
      'Region of England, by the scheme of official statistics.',
      (row) => of(row).region,
    ),
  ];
}

/** Codes of others for an authority, as of the day. */
export function codeColumns<Row>(
  of: (row: Row) => Pick<AuthorityShown, 'urn' | 'ons' | 'dfe'>,
): readonly Column<Row>[] {
  const { text } = columnsOf<Row>();
  return [
    text('urn', 'URN that Ofsted gives the authority.', (row) => of(row).urn),
    text(
      'ons',
      'Code of the Office for National Statistics (GSS) on the day.',
      (row) => of(row).ons,
      {
        source: 'Office for National Statistics, licensed under the Open Government Licence v3.0',
      },
    ),
    text('dfe', 'Three-digit code of the Department for Education; text.', (row) => of(row).dfe),
  ];
}
