import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expected } from '../index.ts';
import { eachWithWorkbench, type MakeFixture, refusal } from './fixture.ts';
import { newId, sampleEvent, sampleEvents } from './sample-events.ts';

const keepableJson = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => !JSON.stringify(value).includes('__proto__'));

const allExpectations: Expected[] = ['any', 'none', 'exists', 0, 1, 7];

export function appendContract(makeFixture: MakeFixture): void {
  describe('append', () => {
    const bench = eachWithWorkbench(makeFixture);

    it('numbers a stream from 0 and says where the events went', async () => {
      const { store, stream } = { store: bench().store, stream: bench().stream() };
      const first = await store.append(stream, sampleEvents(2), { expected: 'none' });
      const second = await store.append(stream, sampleEvents(3), { expected: 1 });
      expect(first).toMatchObject({
        stream,
        firstRevision: 0,
        lastRevision: 1,
        alreadyThere: false,
      });
      expect(second).toMatchObject({ firstRevision: 2, lastRevision: 4, alreadyThere: false });
      expect(second.position > first.position).toBe(true);
      const last = (await store.readStream(stream)).at(-1);
      expect(second.position).toBe(last?.position);
    });

    it('gives every event back as it was written, with its place, time and hashes', async () => {
      const events = sampleEvents(3);
      const stream = bench().stream();
      await bench().store.append(stream, events, { expected: 'any' });
      const recorded = await bench().store.readStream(stream);
      expect(recorded.map(({ event }) => event)).toEqual(events);
      expect(recorded.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      for (const { stream: name, recorded: time, contentHash, chainHash } of recorded) {
        expect(name).toBe(stream);
        expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
        expect(chainHash).toMatch(/^[0-9a-f]{64}$/);
      }
    });

    it('keeps any JSON that the catalogue allows', async () => {
      const { store } = bench();
      await fc.assert(
        fc.asyncProperty(keepableJson, async (body) => {
          const stream = bench().stream(randomUUID());
          const notice = {
            id: newId(),
            type: 'NoticeIssued',
            version: 1,
            actor: { kind: 'program', name: 'a test' },
            at: '2026-01-01T00:00:00Z',
            data: { notice: 'n', kind: 'sample', body },
          };
          await store.append(stream, [notice], { expected: 'none' });
          const [recorded] = await store.readStream(stream);
          expect(recorded?.event).toEqual(JSON.parse(JSON.stringify(notice)));
        }),
        { numRuns: 25 },
      );
    });

    it('refuses a member that no reader could be given back, and names its place', async () => {
      const notice = {
        id: newId(),
        type: 'NoticeIssued',
        version: 1,
        actor: { kind: 'program', name: 'a test' },
        at: '2026-01-01T00:00:00Z',
        data: { notice: 'n', kind: 'sample', body: JSON.parse('{"rows":[{"__proto__":""}]}') },
      };
      const stream = bench().stream();
      const append = bench().store.append(stream, [notice], { expected: 'any' });
      const { details } = await refusal(append, 'InvalidEvent');
      expect(details).toMatchObject({ issues: [{ place: '/data/body/rows/0/__proto__' }] });
      expect(await bench().store.readStream(stream)).toEqual([]);
    });

    it('never lets recorded times go back along the log', async () => {
      for (let n = 0; n < 5; n += 1) {
        await bench().store.append(bench().stream(String(n)), sampleEvents(1), { expected: 'any' });
      }
      const times = (await bench().all()).map(({ recorded }) => recorded);
      expect(times).toHaveLength(5);
      expect(times).toEqual([...times].sort());
    });

    it('keeps what was appended, whatever the writer or a reader does to its object afterwards', async () => {
      const event = sampleEvent({ topic: 'as written' });
      const stream = bench().stream();
      await bench().store.append(stream, [event], { expected: 'any' });
      Object.assign(event.data, { topic: 'changed by the writer' });
      const [read] = await bench().store.readStream(stream);
      Reflect.set(read!.event.data, 'topic', 'changed by a reader');
      const [again] = await bench().store.readStream(stream);
      expect(again?.event.data).toEqual({ topic: 'as written' });
    });

    describe('with an expectation', () => {
      it.each<[Expected, number]>([
        ['any', 0],
        ['any', 2],
        ['none', 0],
        ['exists', 2],
        [1, 2],
      ])('of %j goes through on a stream of %i events', async (expected, before) => {
        const stream = bench().stream();
        if (before > 0) {
          await bench().store.append(stream, sampleEvents(before), { expected: 'none' });
        }
        const result = await bench().store.append(stream, sampleEvents(1), { expected });
        expect(result.firstRevision).toBe(before);
      });

      it.each<[Expected, number, number | 'none']>([
        ['none', 2, 1],
        ['exists', 0, 'none'],
        [0, 0, 'none'],
        [0, 2, 1],
        [2, 2, 1],
      ])(
        'of %j is refused on a stream of %i events, and nothing is written',
        async (expected, before, actual) => {
          const stream = bench().stream();
          if (before > 0) {
            await bench().store.append(stream, sampleEvents(before), { expected: 'none' });
          }
          const error = await refusal(
            bench().store.append(stream, sampleEvents(1), { expected }),
            'WrongExpectedRevision',
          );
          expect(error).toMatchObject({ stream, expected, actual });
          expect(await bench().ids(stream)).toHaveLength(before);
        },
      );

      it('lets exactly one of several writers win who believe the same', async () => {
        const stream = bench().stream();
        const attempts = Array.from({ length: 5 }, () =>
          bench().store.append(stream, sampleEvents(2), { expected: 'none' }),
        );
        const outcomes = await Promise.allSettled(attempts);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await bench().ids(stream)).toHaveLength(2);
      });

      it('of "any" lets every one of several writers through', async () => {
        const stream = bench().stream();
        const attempts = Array.from({ length: 5 }, () =>
          bench().store.append(stream, sampleEvents(2), { expected: 'any' }),
        );
        const firsts = (await Promise.all(attempts)).map(({ firstRevision }) => firstRevision);
        expect(firsts.sort((a, b) => a - b)).toEqual([0, 2, 4, 6, 8]);
      });
    });

    describe('of events that are already there', () => {
      it.each(allExpectations)(
        'returns the first result, though %j is expected',
        async (expected) => {
          const stream = bench().stream();
          const events = sampleEvents(2);
          const first = await bench().store.append(stream, events, { expected: 'none' });
          await bench().store.append(stream, sampleEvents(1), { expected: 'any' });
          const again = await bench().store.append(stream, events, { expected });
          expect(again).toEqual({ ...first, alreadyThere: true });
          expect(await bench().ids(stream)).toHaveLength(3);
        },
      );

      it('returns the place of those that are named, from one append or from several', async () => {
        const stream = bench().stream();
        const [one, two, three] = sampleEvents(3);
        await bench().store.append(stream, [one!, two!], { expected: 'any' });
        const last = await bench().store.append(stream, [three!], { expected: 'any' });
        const again = await bench().store.append(stream, [two!, three!], { expected: 'none' });
        expect(again).toEqual({ ...last, firstRevision: 1, alreadyThere: true });
      });

      it('counts metadata of the carrier ($) as no other content, but any other metadata', async () => {
        const stream = bench().stream();
        const event = sampleEvent({ metadata: { run: '1' } });
        await bench().store.append(stream, [event], { expected: 'any' });
        const traced = { ...event, metadata: { run: '1', $traceId: 'abc' } };
        const again = await bench().store.append(stream, [traced], { expected: 'any' });
        expect(again.alreadyThere).toBe(true);
        const other = { ...event, metadata: { run: '2' } };
        await refusal(
          bench().store.append(stream, [other], { expected: 'any' }),
          'EventIdConflict',
        );
      });

      it('refuses a mixture, names both parts, and writes nothing', async () => {
        const stream = bench().stream();
        const [one, two, three] = sampleEvents(3);
        await bench().store.append(stream, [two!], { expected: 'any' });
        const error = await refusal(
          bench().store.append(stream, [one!, two!, three!], { expected: 'any' }),
          'PartlyAppended',
        );
        expect(error).toMatchObject({ stream, present: [two!.id], missing: [one!.id, three!.id] });
        expect(await bench().ids(stream)).toEqual([two!.id]);
      });

      it('refuses another content under the same id, and writes nothing', async () => {
        const stream = bench().stream();
        const event = sampleEvent();
        await bench().store.append(stream, [event], { expected: 'any' });
        const changed = sampleEvent({ id: event.id, topic: 'something else' });
        const error = await refusal(
          bench().store.append(stream, [sampleEvent(), changed], { expected: 'any' }),
          'EventIdConflict',
        );
        expect(error).toMatchObject({ stream, eventId: event.id });
        const [kept, ...more] = await bench().store.readStream(stream);
        expect(kept?.event).toEqual(event);
        expect(more).toEqual([]);
      });

      it('is a matter of one stream: the same event may stand in two', async () => {
        const event = sampleEvent();
        for (const name of ['a', 'b']) {
          const { alreadyThere } = await bench().store.append(bench().stream(name), [event], {
            expected: 'none',
          });
          expect(alreadyThere).toBe(false);
        }
      });
    });

    describe('of what cannot be kept', () => {
      it('refuses events that do not fit the catalogue, and writes none of the append', async () => {
        const stream = bench().stream();
        for (const bad of [
          sampleEvent({ type: 'NeverHeardOf' }),
          sampleEvent({ version: 99 }),
          sampleEvent({ data: { topic: 7 } }),
          sampleEvent({ occurred: { precision: 'day', from: '2018-02-30' } }),
          sampleEvent({ surprise: true }),
        ]) {
          await refusal(
            bench().store.append(stream, [sampleEvent(), bad], { expected: 'any' }),
            'InvalidEvent',
          );
        }
        expect(await bench().ids(stream)).toEqual([]);
      });

      it('refuses one id twice in an append', async () => {
        const event = sampleEvent();
        await refusal(
          bench().store.append(bench().stream(), [event, event], { expected: 'any' }),
          'EventIdConflict',
        );
        expect(await bench().ids()).toEqual([]);
      });

      it.each(['', ' a', '$system', 'a\nb', 'x'.repeat(251)])(
        'refuses the stream name %j',
        async (name) => {
          await refusal(
            bench().store.append(name, sampleEvents(1), { expected: 'any' }),
            'InvalidRequest',
          );
        },
      );

      it.each([-1, 1.5, Number.NaN])('refuses %d as an expected revision', async (expected) => {
        await refusal(
          bench().store.append(bench().stream(), sampleEvents(1), { expected }),
          'InvalidRequest',
        );
      });

      it('refuses an append of nothing', async () => {
        await refusal(
          bench().store.append(bench().stream(), [], { expected: 'any' }),
          'InvalidRequest',
        );
      });
    });
  });
}
