import { claimTypes, contentHashOf, type Recorded } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { allOf, desk, judged, reasons } from './desk.ts';

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

async function exported(factsOnly = false): Promise<string[]> {
  const origin = desk();
  await origin.take({ 'a.csv': judged('Brent', 'Bromley') });
  await origin.take({ 'b.csv': judged('Camden') });
  return origin.lines(factsOnly);
}

/** An export as one was written before it had an end. */
function unannounced([first = '', ...lines]: readonly string[]): readonly string[] {
  const { ends: _, ...licence } = JSON.parse(first);
  return [JSON.stringify(licence), ...lines];
}

/** One line of an export with its event changed, its hash made right or left. */
function changed(
  line: string,
  change: (event: Record<string, unknown>) => Record<string, unknown>,
  { hashed }: { readonly hashed: boolean },
): string {
  const recorded = JSON.parse(line) as Recorded;
  const event = change({ ...recorded.event }) as unknown as Recorded['event'];
  const hash = hashed ? { contentHash: contentHashOf(event) } : {};
  return JSON.stringify({ ...recorded, event, ...hash });
}

describe('an exported log', () => {
  it('says at its end how many events it holds and their head, and comes back as the same log', async () => {
    const lines = await exported();
    const { store, take } = desk();
    const result = await take({ 'log.jsonl': text(lines) });
    expect(result).toMatchObject({ quarantined: [], appended: lines.length - 2 });
    const { position, hash } = await store.head();
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      end: { events: lines.length - 2, head: { position, hash } },
    });
  });

  it('that was cut at any line is refused whole, also where the store holds events', async () => {
    for (const factsOnly of [false, true]) {
      const lines = await exported(factsOnly);
      for (let kept = 1; kept < lines.length; kept += 1) {
        for (const filled of [false, true]) {
          const { take, store } = desk();
          if (filled) await take({ 'c.csv': judged('Merton') });
          const before = (await allOf(store)).length;
          const result = await take({ 'log.jsonl': text(lines.slice(0, kept)) });
          expect(reasons(result), `${kept} lines`).toEqual(['damaged_export']);
          expect(result.appended).toBe(0);
          const types = (await allOf(store)).slice(before).map(({ event }) => event.type);
          expect(types).toEqual(['ProposalQuarantined', 'ImportRun']);
        }
      }
    }
  });

  it('of which a line in the middle is missing is refused whole, also where the store holds events', async () => {
    const lines = await exported(true);
    const { take } = desk();
    await take({ 'c.csv': judged('Merton') });
    const result = await take({ 'log.jsonl': text(lines.toSpliced(2, 1)) });
    expect(reasons(result)).toEqual(['damaged_export']);
    expect(result.appended).toBe(0);
  });

  it('written before exports had an end stays readable, unless it ends in the midst of an import', async () => {
    const before = unannounced((await exported()).slice(0, -1));
    expect(await desk().take({ 'log.jsonl': text(before) })).toMatchObject({
      appended: before.length - 1,
      quarantined: [],
      notes: [
        {
          file: expect.stringMatching(/log.jsonl$/),
          note: expect.stringContaining('cannot be told'),
        },
      ],
    });
    const cut = await desk().take({ 'log.jsonl': text(before.slice(0, -1)) });
    expect(reasons(cut)).toEqual(['damaged_export']);
  });
});

describe('a line of a log into a store that holds events', () => {
  it.each<[string, Partial<Recorded>]>([
    ['when it was recorded', { recorded: '2020-01-01T00:00:00.000Z' }],
    ['its chain hash', { chainHash: 'f'.repeat(64) }],
  ])(
    'of which %s was changed waits, whoever gives it, and the others are taken',
    async (_, change) => {
      const lines = await exported();
      const parsed = lines.map((line) => JSON.parse(line) as Partial<Recorded>);
      const at = parsed.findLastIndex(({ event }) => event?.type === 'ReportPublished');
      const facts = parsed.filter(({ event }) => event && claimTypes.has(event.type)).length;
      const given = lines.with(at, JSON.stringify({ ...parsed[at], ...change })).slice(0, -1);
      const waits = [{ reason: 'content_altered', locator: `line ${at + 1}` }];
      for (const wholeLogs of [true, false]) {
        const { take } = desk({ wholeLogs });
        await take({ 'c.csv': judged('Merton') });
        const result = await take({ 'log.jsonl': text(unannounced(given)) });
        const altered = result.quarantined.filter(({ reason }) => reason !== 'operational_events');
        expect(altered).toMatchObject(waits);
        expect(result.appended).toBe((wholeLogs ? lines.length - 2 : facts) - 1);
      }
    },
  );

  it('is taken where the line before it in its stream is another file’s', async () => {
    const lines = await exported();
    const second = lines.findLast((line) => /"revision":1,/.test(line)) ?? '';
    const { take } = desk();
    await take({ 'c.csv': judged('Merton') });
    const result = await take({ 'log.jsonl': text([second]) });
    expect(result).toMatchObject({ appended: 1, quarantined: [] });
  });

  it.each<[string, string, (event: Record<string, unknown>) => Record<string, unknown>, boolean]>([
    [
      'of which a grade was changed and the hash kept',
      'content_altered',
      (event) =>
        JSON.parse(JSON.stringify(event).replace('"grade":"good"', '"grade":"inadequate"')),
      false,
    ],
    [
      'of an authority that does not exist',
      'unknown_authority',
      (event) => ({ ...event, authority: 'atlantis' }),
      true,
    ],
    [
      'of an authority that did not exist then',
      'authority_not_in_existence',
      (event) => ({ ...event, authority: 'cumbria' }),
      true,
    ],
    [
      'that was known before it was published',
      'dates_contradict',
      (event) => ({ ...event, known: { from: '2026-02-19', basis: 'published' } }),
      true,
    ],
    [
      'with two grades of one area',
      'area_judged_twice',
      (event) => {
        const data = event.data as { readonly judgements: readonly unknown[] };
        const { judgements } = data;
        return { ...event, data: { ...data, judgements: [...judgements, judgements[0]] } };
      },
      true,
    ],
    [
      'with an area that its framework has not',
      'area_not_in_framework',
      (event) => JSON.parse(JSON.stringify(event).replace('"care_leavers"', '"lscb"')),
      true,
    ],
  ])('%s waits, and the others are taken', async (_what, reason, change, hashed) => {
    const lines = await exported();
    const at = lines.findIndex((line) => line.includes('"ReportPublished"'));
    const given = lines.with(at, changed(lines[at] ?? '', change, { hashed }));
    const { take } = desk();
    await take({ 'c.csv': judged('Merton') });
    const result = await take({ 'log.jsonl': text(given) });
    expect(result.quarantined).toMatchObject([{ reason, locator: `line ${at + 1}` }]);
    expect(result.appended).toBe(lines.length - 3);
  });

  it('with half of a pair of characters waits with its file and line, and the other lines and files are taken', async () => {
    const lines = await exported();
    const at = lines.findIndex((line) => line.includes('"ReportPublished"'));
    const half = (lines[at] ?? '').replace('"Overall effectiveness"', '"Overall \\ud800"');
    expect(half).not.toBe(lines[at]);
    for (const line of [half, JSON.stringify(JSON.parse(half).event)]) {
      const { take } = desk();
      const result = await take({
        'a.csv': judged('Merton'),
        'log.jsonl': text(lines.with(at, line)),
        'z.csv': judged('Sutton'),
      });
      expect(result.quarantined).toMatchObject([{ locator: `line ${at + 1}` }]);
      expect(result.quarantined[0]?.file).toMatch(/log\.jsonl$/);
      expect(result.appended).toBe(lines.length - 3 + 4);
    }
  });
});
