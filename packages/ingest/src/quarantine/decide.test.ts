import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  authorityKey,
  type ClaimEvent,
  claimFrom,
  distantFuture,
  type EventStore,
  effectiveClaims,
  quarantineStream,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { correction, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { EntryRefused } from '../by-hand/errors.ts';
import { kindsOfDocument } from '../documents/kinds/index.ts';
import { importPaths } from '../import.ts';
import { inFolder, now } from '../testing/files.ts';
import { events, letter, queueDesk, told } from '../testing/quarantine.ts';
import type { Acceptance } from './accept.ts';
import { acceptQuarantined, rejectQuarantined } from './decide.ts';
import { disagreementsIn } from './disagreements.ts';
import { parseEdit } from './edit.ts';
import { AlreadyDecided } from './errors.ts';

const edit = (json: unknown): Acceptance => ({ edit: parseEdit(JSON.stringify(json)) });

/** A desk with one letter whose two dates contradict each other. */
async function withLetter() {
  const desk = queueDesk(createMemoryStore());
  kept ??= queueDesk(createMemoryStore()).takeAndKeep(['letter.txt', letter()]);
  await desk.store.append(quarantineStream, await kept, { expected: 'none' });
  const [dates, ...others] = await desk.queue();
  if (dates?.reason !== 'dates_contradict' || others.length > 0) {
    throw new Error('One question about the dates was expected.');
  }
  return { ...desk, id: dates.id };
}

/** What goes to quarantine of that letter: it is read once. */
let kept: ReturnType<ReturnType<typeof queueDesk>['takeAndKeep']> | undefined;

async function claimsOf(store: EventStore, stream: string, type: string): Promise<ClaimEvent[]> {
  const held = await store.readStream(stream);
  return held.flatMap(({ event }) => (event.type === type ? [event as ClaimEvent] : []));
}

describe('accepting', () => {
  it('appends the claim as it was printed, with its actor, its source and the decision', async () => {
    const { store, by, id, queue } = await withLetter();
    const result = await acceptQuarantined(id, {}, by('Ann'));
    expect(result).toMatchObject({ appended: 2, alreadyKnown: 0, decidedBefore: false });
    const [visit] = await claimsOf(store, 'authority-durham', 'VisitCarriedOut');
    expect(visit).toMatchObject({
      occurred: { precision: 'range', from: '2019-02-19', to: '2019-02-20' },
      actor: { kind: 'person', name: 'Ann' },
      source: { publisher: 'Ofsted', rank: 'report' },
    });
    const decided = (await store.readStream(quarantineStream)).at(-1)?.event;
    expect(decided).toMatchObject({
      type: 'ProposalDecided',
      actor: { name: 'Ann' },
      causation: id,
      data: {
        proposal: id,
        decision: 'accepted',
        appended: result.events.map((event) => event.id),
      },
    });
    expect((await queue()).find((item) => item.id === id)).toMatchObject({
      status: 'accepted',
      decision: { by: { name: 'Ann' } },
    });
  });

  it('takes changed fields, places and whole claims', async () => {
    const days = { precision: 'range', from: '2018-12-19', to: '2018-12-20' };
    const edits = [
      { type: 'VisitCarriedOut', occurred: days, known: { from: '2018-12-19' } },
      [
        { pointer: '/occurred', value: days, why: 'misprinted' },
        { pointer: '/known/from', value: '2018-12-19', why: 'misprinted' },
      ],
    ];
    for (const change of edits) {
      const { store, by, id } = await withLetter();
      await acceptQuarantined(id, edit(change), by('Ann'));
      const [visit] = await claimsOf(store, 'authority-durham', 'VisitCarriedOut');
      expect(visit).toMatchObject({
        occurred: days,
        known: { from: '2018-12-19' },
        data: { kind: 'focused' },
      });
    }
    const { store, by, id } = await withLetter();
    const whole = reported({ overall: 'good' }, { authority: 'durham', framework: 'ILACS' });
    await acceptQuarantined(id, edit(whole), by('Ann'));
    const [report] = (await claimsOf(store, 'authority-durham', 'ReportPublished')).slice(-1);
    expect(report).toMatchObject({ id: whole.id, actor: { name: 'Ann' } });
  });

  it('the second of two values that a document gives corrects the first', async () => {
    const [example] =
      kindsOfDocument.find(({ kind }) => kind === 'inspection_report')?.examples ?? [];
    const report = `${example?.text}
1. The team is in touch with 91% of its care leavers.
2. Advisers are in touch with 95% of care leavers.
`;
    const { store, take, queue, by } = queueDesk(createMemoryStore());
    await take(['2024-06-21_report.txt', report]);
    const item = (await queue()).find(({ reason }) => reason === 'values_differ');
    await acceptQuarantined(item?.id ?? '', {}, by('Ann'));
    const recorded = await store.readStream('authority-durham');
    const holding = effectiveClaims(
      recorded.flatMap((one) => claimFrom(one) ?? []),
      distantFuture,
    );
    expect(
      holding.flatMap(({ event }) =>
        event.type === 'IndicatorObserved' ? [[event.data.printed, event.data.value]] : [],
      ),
    ).toEqual([['95%', 95]]);
  });

  it('is done for a document without its day by giving it again with that day', async () => {
    const [example] = kindsOfDocument.find(({ kind }) => kind === 'news_article')?.examples ?? [];
    await inFolder(async (folder) => {
      const path = join(folder, 'article.txt');
      await writeFile(path, example?.text ?? '');
      const { store, queue } = queueDesk(createMemoryStore());
      const people = createMemoryPeopleRegister();
      await importPaths([path], { store, people, now });
      // what else the article says may wait for another reason
      const withoutDay = async () =>
        (await queue()).filter(({ reason }) => reason === 'no_publication');
      expect(await withoutDay()).toMatchObject([{ status: 'open' }]);
      const given = { store, people, now, published: '2024-07-01' };
      expect((await importPaths([path], given)).appended).toBeGreaterThan(0);
      expect(await withoutDay()).toMatchObject([{ status: 'accepted' }]);
      const again = await importPaths([path], given);
      expect(again.appended).toBe(0);
      expect(again.quarantined.map(({ reason }) => reason)).not.toContain('no_publication');
    });
  });

  it('a second time writes nothing and says what was appended', async () => {
    const { store, by, id } = await withLetter();
    const first = await acceptQuarantined(id, {}, by('Ann'));
    const { hash } = await store.head();
    const again = await acceptQuarantined(id.slice(0, 8), {}, by('Bo'));
    expect(again).toMatchObject({ appended: 0, alreadyKnown: 2, decidedBefore: true });
    expect(again.item.decision?.by.name).toBe('Ann');
    expect(again.item.decision?.appended).toEqual(first.events.map((event) => event.id));
    expect((await store.head()).hash).toBe(hash);
  });

  it('is finished by doing it again where only the claims had been written', async () => {
    const { store, by, id } = await withLetter();
    const other = await withLetter();
    const { events: claims } = await acceptQuarantined(other.id, {}, other.by('Ann'));
    await store.append(
      'authority-durham',
      claims.map((claim) => ({ ...claim })),
      {
        expected: 'any',
      },
    );
    expect(await acceptQuarantined(id, {}, by('Ann'))).toMatchObject({
      appended: 0,
      alreadyKnown: 2,
      item: { status: 'accepted' },
    });
  });

  it('adds each claim once where the file comes in again, and the thing waits no more', async () => {
    const { take, by, id } = await withLetter();
    await acceptQuarantined(id, {}, by('Ann'));
    const again = await take(['letter.txt', letter()]);
    expect(again.decided).toBe(1);
    expect(again.quarantined.map((item) => item.id)).not.toContain(id);
  });

  it('says what to do instead where nothing of it is a claim', async () => {
    const { take, by, queue, store } = queueDesk(createMemoryStore());
    await take(['page.pdf', '<!doctype html><p>gone']);
    const [item] = await queue();
    const { hash } = await store.head();
    const refused = acceptQuarantined(item?.id ?? '', {}, by('Ann'));
    await expect(refused).rejects.toThrow(/import it again.*--file.*reject/);
    await expect(acceptQuarantined(item?.id ?? '', edit({ authority: 'kent' }), by('Ann')))
      .rejects //
      .toThrow(EntryRefused);
    expect((await store.head()).hash).toBe(hash);
  });

  it('checks what any claim must meet, and takes it under the authority that is named', async () => {
    const { take, by, queue, store } = queueDesk(createMemoryStore());
    await take(events('a', reported({ overall: 'good' }, { authority: 'atlantis' })));
    const [item] = await queue();
    const id = item?.id ?? '';
    await expect(acceptQuarantined(id, {}, by('Ann'))).rejects.toThrow(/atlantis.*--authority/);
    const bad = acceptQuarantined(
      id,
      edit({ authority: 'kent', known: { from: 'soon' } }),
      by('A'),
    );
    await expect(bad).rejects.toThrow('/known/from');
    await expect(
      acceptQuarantined(id, edit({ known: { from: '2027-01-01', basis: 'published' } }), {
        ...by('Ann'),
      }),
    ).rejects.toThrow(EntryRefused);
    for (const change of [{ source: null }, { source: 3 }, { type: 'ThemeRaised', data: {} }]) {
      await expect(acceptQuarantined(id, edit(change), by('Ann'))).rejects.toThrow(EntryRefused);
    }
    expect((await queue())[0]?.status).toBe('open');
    await acceptQuarantined(id, { authority: 'kent' }, by('Ann'));
    expect(await claimsOf(store, 'authority-kent', 'ReportPublished')).toHaveLength(1);
  });
});

describe('deciding', () => {
  it('by two people at once gives one decision, and the second is told', async () => {
    const { by, id, store, queue } = await withLetter();
    const outcomes = await Promise.allSettled([
      acceptQuarantined(id, {}, by('Ann')),
      rejectQuarantined(id, 'misprinted', by('Bo')),
      acceptQuarantined(id, edit({ type: 'VisitCarriedOut', data: { sequence: 2 } }), by('Cy')),
    ]);
    const told = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(told).toHaveLength(2);
    const winner = (await queue()).find((item) => item.id === id)?.decision;
    for (const error of told) {
      expect(error).toBeInstanceOf(AlreadyDecided);
      expect(error.message).toContain(winner?.by.name);
    }
    const appended = await claimsOf(store, 'authority-durham', 'VisitCarriedOut');
    for (const event of appended) expect(winner?.appended).toContain(event.id);
  });

  it('against an earlier decision is refused, with who made it and how to undo it', async () => {
    const accepted = await withLetter();
    await acceptQuarantined(accepted.id, {}, accepted.by('Ann'));
    await expect(rejectQuarantined(accepted.id, 'no', accepted.by('Bo'))).rejects.toThrow(
      EntryRefused,
    );
    const against = rejectQuarantined(accepted.id, 'not so', accepted.by('Bo'));
    await expect(against).rejects.toThrow(/accepted by Ann.*timeline retract/);
    const rejected = await withLetter();
    await rejectQuarantined(rejected.id, 'misprinted', rejected.by('Ann'));
    await expect(acceptQuarantined(rejected.id, {}, rejected.by('Bo'))).rejects.toThrow(
      /rejected by Ann.*misprinted/,
    );
    const again = await rejectQuarantined(rejected.id, 'misprinted', rejected.by('Bo'));
    expect(again.decidedBefore).toBe(true);
  });
});

/** What the claims of Sunderland leave open by themselves, whatever was asked before. */
async function leftOpen(store: EventStore) {
  const held = await store.readStream('authority-sunderland');
  return disagreementsIn(
    authorityKey('sunderland'),
    held.flatMap((recorded) => claimFrom(recorded) ?? []),
  );
}

const good = told('Cabinet, 1 August 2018', 'good');
const bad = told('Scrutiny, 2 August 2018', 'inadequate', { known: '2018-08-02' });

async function withDisagreement() {
  const desk = queueDesk(createMemoryStore());
  await desk.take(events('a', good), events('b', bad));
  const [item] = await desk.queue();
  return { ...desk, id: item?.id ?? '' };
}

describe('a disagreement', () => {
  it.each([
    [undefined, bad.id],
    ['1', bad.id],
    ['2', good.id],
    [good.id, good.id],
  ])(
    'is decided for side %j by a person’s correction that confirms its claim',
    async (holds, id) => {
      const desk = await withDisagreement();
      await acceptQuarantined(desk.id, { holds }, desk.by('Ann'));
      const [corrected] = await claimsOf(desk.store, 'authority-sunderland', 'FactCorrected');
      expect(corrected).toMatchObject({
        data: { target: id, pointer: '/data/judgements/0', cause: 'ours' },
        actor: { name: 'Ann' },
        source: { rank: 'person' },
      });
      expect((await desk.take(events('a', good), events('b', bad))).questions).toEqual([]);
    },
  );

  it('is decided by a ruling where the claims speak of two things', async () => {
    const desk = await withDisagreement();
    await acceptQuarantined(desk.id, { apart: true, why: 'Two inspections' }, desk.by('Ann'));
    const [ruling] = await claimsOf(desk.store, 'authority-sunderland', 'MatchRuled');
    expect(ruling?.data).toMatchObject({ claims: [bad.id, good.id], same: false });
    expect(await leftOpen(desk.store)).toEqual([]);
  });

  it('keeps the answer by rule where the question is rejected', async () => {
    const desk = await withDisagreement();
    await rejectQuarantined(desk.id, 'leave it', desk.by('Ann'));
    expect(await desk.types('authority-sunderland')).toEqual([
      'ReportPublished',
      'ReportPublished',
    ]);
    expect(await leftOpen(desk.store)).toHaveLength(1);
    expect((await desk.take(events('a', good), events('b', bad))).questions).toEqual([]);
  });

  it.each([
    [{ holds: '3' }, /1 to 2/],
    [{ holds: '1', apart: true }, /exclude/],
    [{ authority: 'kent' }, /--holds/],
  ])('refuses %j', async (acceptance, message) => {
    const desk = await withDisagreement();
    await expect(acceptQuarantined(desk.id, acceptance, desk.by('Ann'))).rejects.toThrow(message);
  });
});

describe('a grade that is hardly right', () => {
  const doubtful = reported(
    { overall: 'good', help_and_protection: 'inadequate' },
    { framework: 'ILACS', source: sources.report },
  );
  const withDoubt = async () => {
    const desk = queueDesk(createMemoryStore());
    const result = await desk.take(events('a', doubtful));
    return { ...desk, result, id: result.questions[0]?.id ?? '' };
  };

  it('is recorded as printed and asked about once', async () => {
    const { take, result, types, queue } = await withDoubt();
    expect(result).toMatchObject({ appended: 1, quarantined: [] });
    expect(result.questions).toMatchObject([{ reason: 'overall_above_limit' }]);
    expect(await types('authority-sunderland')).toEqual(['ReportPublished']);
    expect((await take(events('b', doubtful))).questions).toEqual([]);
    expect(await queue()).toHaveLength(1);
  });

  it('is corrected by the right grade, and by nothing less', async () => {
    const { by, id, store } = await withDoubt();
    await expect(acceptQuarantined(id, {}, by('Ann'))).rejects.toThrow(/as printed.*reject/);
    const right = { pointer: '/data/judgements/0/grade', value: 'inadequate', why: 'misread' };
    await acceptQuarantined(id, edit(right), by('Ann'));
    const [corrected] = await claimsOf(store, 'authority-sunderland', 'FactCorrected');
    expect(corrected?.data).toMatchObject({ target: doubtful.id, value: 'inadequate' });
  });

  it('needs no decision any more once it was corrected elsewhere', async () => {
    const { take, queue } = await withDoubt();
    await take(events('b', correction(doubtful, '/data/judgements/0/grade', 'inadequate')));
    expect((await queue()).map(({ status }) => status)).toEqual(['settled']);
  });
});
