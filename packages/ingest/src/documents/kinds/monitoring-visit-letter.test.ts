import { existsSync } from 'node:fs';
import { createDirectory } from '@monitoring-timeline/core';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../readers/limits.ts';
import { readText } from '../../readers/text.ts';
import { drawOut } from '../draw-out.ts';
import { recogniseDocument } from '../recognise.ts';
import { contextOf, documentOf } from '../testing/documents.ts';
import { monitoringVisitLetter } from './monitoring-visit-letter.ts';

const head = `Ofsted
12 May 2021
Ada Quill
Interim Director of Children's Services
Civic Centre
Dear Ms Quill
Monitoring visit to Torbay children's services`;

function letter(body: string) {
  return documentOf(`${head}\n${body}\nYours sincerely\nBo Tern\nHer Majesty's Inspector`);
}

const opening =
  "This letter gives the findings of the monitoring visit to Torbay children's services on 20 and 21 April 2021. The inspectors were Bo Tern and Cy Wren, HMI.";

describe('a monitoring visit letter', () => {
  it('is recognised by its heading, and not taken for another visit', () => {
    expect(recogniseDocument(letter(opening))?.kind.kind).toBe('monitoring_visit_letter');
  });

  it('tells which visit it was since which report', () => {
    const reading = monitoringVisitLetter.extract(
      letter(
        `${opening} The visit was the third since the local authority was judged to be inadequate overall at the inspection published in June 2018.`,
      ),
      contextOf(),
    );
    expect(reading.visitSequence).toMatchObject({ value: 3, confidence: 'high' });
    expect(reading.visitSince).toMatchObject({ value: '2018-06', confidence: 'high' });
    expect(reading.previous?.value).toEqual({
      when: '2018-06',
      what: 'published',
      judgements: [{ area: 'overall', grade: 'inadequate' }],
    });
  });

  it('is less sure of the report where it tells when the authority was judged, not when that came out', () => {
    const reading = monitoringVisitLetter.extract(
      letter(
        `${opening} This was the first monitoring visit since the local authority was judged inadequate in July 2020.`,
      ),
      contextOf(),
    );
    expect(reading.visitSequence?.value).toBe(1);
    expect(reading.visitSince).toMatchObject({ value: '2020-07', confidence: 'low' });
  });

  it.each([
    ['The local authority is making steady progress in this work.', 'steady'],
    ['Leaders have made limited progress since then.', 'limited'],
    ['The council has not made sufficient progress.', 'limited'],
    ['Leaders have made no progress in this.', 'no_progress'],
    ['Progress by the local authority has been too slow.', 'limited'],
    ['Senior leaders have made good progress.', 'good'],
    ['The authority has made significant progress.', 'significant'],
    ['The progress of the council is uneven.', 'mixed'],
    ['The local authority has made some progress.', 'some'],
    ['Children make good progress at school.', 'not_stated'],
    ['Inspectors reviewed the progress made by the local authority.', 'not_stated'],
  ])('codes what it says of progress: %s', (sentence, code) => {
    const reading = monitoringVisitLetter.extract(letter(`${opening}\n${sentence}`), contextOf());
    expect(reading.progress?.value).toBe(code);
  });

  it('lists what the visit covered under our labels', () => {
    const reading = monitoringVisitLetter.extract(
      letter(`${opening}
Areas covered by the visit
Inspectors reviewed progress in help and protection, chiefly contact and referral:
- how children are met and how well
thresholds are applied
- the child's voice
- oversight by managers.
Overview
All goes on.`),
      contextOf(),
    );
    expect(reading.topic?.value.code).toBe('front_door');
    expect(reading.scope?.map(({ value }) => value)).toEqual([
      'Thresholds',
      'Views and participation of children',
      'Supervision and management oversight',
    ]);
  });
});

const seed = new URL('../../../../../../shared/seeds/001_8cdfb8a962eef750.txt', import.meta.url);

describe(
  'the monitoring letter among the seeds',
  skippedBecause(existsSync(seed) ? undefined : withoutMaterial),
  () => {
    it('comes out as the dossier lists it', async () => {
      const document = await readText(seed.pathname, '0'.repeat(64), defaultLimits);
      const { kind, proposals, problems, people } = drawOut(document, {
        directory: createDirectory(),
        today: '2026-08-31',
      });
      expect(kind).toBe('monitoring_visit_letter');
      // what no other report here tells in such words waits for a person
      expect(problems.map(({ reason }) => reason)).toEqual(Array(4).fill('unsure'));
      for (const { message } of problems) expect(message).toMatch(/"measure re_referrals_/);
      expect(people.map(({ name }) => name).sort()).toEqual([
        'Alex Hopkins',
        'Fiona Millns',
        'Jan Edwards',
        'Rachel Holden',
      ]);
      // what the letter measures is drawn out beside, by the readers of figures
      const events = proposals
        .map(({ event }) => event)
        .filter(({ type }) => type !== 'IndicatorObserved' && type !== 'ThemeRaised');
      expect(events.map(({ type, authority }) => [type, authority])).toEqual([
        ['VisitCarriedOut', 'sunderland'],
        ['ReportPublished', 'sunderland'],
        // the report that the visit follows up
        ['ReportPublished', 'sunderland'],
        ['LeadershipObserved', 'sunderland'],
        ['LeadershipObserved', 'sunderland'],
        // what it notes beside: work that is stronger, a programme to come and a pilot, since when data are in use, a breakdown, services
        // begun, commissioned, replaced
        ...Array(9).fill(['ContextNoted', 'sunderland']),
      ]);
      const [visit, report, before, leader] = events;
      expect(before).toMatchObject({
        occurred: { precision: 'month', from: '2015-07' },
        known: { from: '2015-07', basis: 'published' },
        data: {
          of: { activity: 'inspection' },
          published: '2015-07',
          restated: true,
          judgements: [{ area: 'overall', grade: 'inadequate' }],
        },
      });
      expect(visit).toMatchObject({
        occurred: { precision: 'range', from: '2016-11-08', to: '2016-11-09' },
        data: { kind: 'monitoring', sequence: 2, since: { precision: 'month', from: '2015-07' } },
      });
      expect(visit?.type === 'VisitCarriedOut' ? visit.data.scope : []).toHaveLength(9);
      expect(report).toMatchObject({
        known: { from: '2016-12-08', basis: 'letter_dated' },
        data: { letterDated: '2016-12-08', progress: 'steady', priorityAction: false },
      });
      expect(leader).toMatchObject({
        occurred: { precision: 'day', from: '2016-12-08' },
        data: { role: 'dcs' },
      });
    });
  },
);
