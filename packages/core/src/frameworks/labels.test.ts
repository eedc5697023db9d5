import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { skippedBecause, withoutMaterial } from '../testing/skipping.ts';
import { areaByLabel, conceptByLabel } from './labels.ts';
import { frameworkVersions } from './registry.ts';

describe('an area label', () => {
  it('of every framework version finds its judgement again, as do its variants', () => {
    for (const { code, version, areas } of frameworkVersions) {
      for (const area of areas) {
        for (const label of [area.printed, ...area.variants, area.printed.toUpperCase()]) {
          expect(areaByLabel(code, version, label), `${code} ${version}: ${label}`).toBe(area);
        }
      }
    }
  });

  it.each([
    ['SIF', '2013', '2.1 Adoption performance', 'cla_permanence_adoption'],
    ['SIF', '2013', '2. Children looked after and achieving permanence', 'cla_permanence'],
    [
      'SIF',
      '2013',
      'The experiences and progress of children looked after and achieving permanence',
      'cla_permanence',
    ],
    ['SIF', '2013', 'First SIF Overall Judgement\n(OE)', 'overall_effectiveness'],
    [
      'SIF',
      '2013',
      'SIF Re-inspection leadership, management and governance',
      'leadership_governance',
    ],
    ['SIF', '2013', 'The graded judgement', undefined],
    ['ILACS', '2018', 'Second ILACS framework impact of leaders', 'leaders_impact'],
    ['ILACS', '2018', 'Experiences and progress of children in care', 'care_and_care_leavers'],
    ['ILACS', '2023', 'Experiences and progress of children in care', 'children_in_care'],
    ['ILACS', '2023', 'children in care and care leavers', undefined],
    [
      'ILACS',
      '2026',
      'The impact of leaders on practice with children and families',
      'leaders_impact',
    ],
    ['ILACS', '2026', 'Overall effectiveness', undefined],
    [
      'ILACS',
      '2023',
      'The experiences and progress of children who need help\r\nand protection',
      'help_protection',
    ],
    ['CPI', '2012', 'Overall effectiveness', 'protection_overall_effectiveness'],
  ] as const)('of %s %s, "%s", means %s', (code, version, label, expected) => {
    expect(areaByLabel(code, version, label)?.code).toBe(expected);
  });

  it('without a version answers only where all versions mean one judgement', () => {
    expect(areaByLabel('ILACS', undefined, 'Impact of leaders')?.code).toBe('leaders_impact');
    expect(areaByLabel('ILACS', undefined, 'Children in care')).toBeUndefined();
    expect(areaByLabel('ILACS', undefined, 'Adoption')).toBeUndefined();
    expect(conceptByLabel('ILACS', 'Experiences and progress of children in care')).toBe(
      'children_in_care',
    );
    expect(conceptByLabel('ILACS', 'Adoption')).toBeUndefined();
  });

  it('takes "overall effectiveness" for the strand where only a strand was judged', () => {
    expect(conceptByLabel('CPI', 'CPI Overall Effectiveness (OE)')).toBe('help_and_protection');
    expect(conceptByLabel('TLAC', 'Overall effectiveness')).toBe('children_in_care');
    expect(conceptByLabel('SLAC', 'Overall effectiveness')).toBeUndefined();
    expect(conceptByLabel('SIF', 'Overall effectiveness')).toBe('overall');
  });
});

const releases = new URL('../../../../../shared/data/releases/', import.meta.url);

describe(
  'the columns of the statistical releases',
  skippedBecause(existsSync(releases) ? undefined : withoutMaterial),
  () => {
    const judgement =
      /effectiveness|\boe\b|judgement|leaders|children|care leavers|adoption|leadership/i;
    const other = /date|type|authority|link|region|theme|status/i;

    it('are all read as an area of the framework they name', () => {
      let read = 0;
      for (const file of readdirSync(releases).filter((name) => name.endsWith('.csv'))) {
        const text = readFileSync(new URL(file, releases), 'utf8').replace(/^\ufeff/, '');
        // headers with line breaks stand in quotes, so the first record ends at the first line that names a row
        const header = text.slice(0, text.indexOf('Ofsted Local Authority Webpage'));
        const cells = header.match(/"[^"]*"|[^,\r\n]+/g) ?? [];
        for (const cell of cells.map((raw) => raw.replaceAll('"', ''))) {
          if (!judgement.test(cell) || other.test(cell)) continue;
          const code = /\bSLAC\b/.test(cell)
            ? 'SLAC'
            : /\bCPR?I\b/.test(cell)
              ? 'CPI'
              : /\bTLAC\b/.test(cell)
                ? 'TLAC'
                : /\bSIF\b|LSCB/.test(cell)
                  ? 'SIF'
                  : 'ILACS';
          expect(conceptByLabel(code, cell), `${file}: ${cell}`).toBeDefined();
          read++;
        }
      }
      expect(read).toBeGreaterThan(60);
    });
  },
);
