import { authorityStream } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { days, inspected, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { DocumentEvents } from './document-events.ts';

describe('the events that rest on documents', () => {
  it('are found by their id, and the log is looked through once', async () => {
    const store = createMemoryStore();
    const on = (sha256: string | undefined) =>
      inspected({
        days: days('2018-04-23', '2018-05-18'),
        source: { ...sources.council, title: String(sha256), sha256 },
      });
    const [one, other, later] = [on('a'.repeat(64)), on(undefined), on('b'.repeat(64))];
    await store.append(authorityStream(one.authority), [one, other], { expected: 'any' });
    const read: string[] = [];
    const events = new DocumentEvents({
      readAll(after, options) {
        read.push(after);
        return store.readAll(after, options);
      },
    });
    expect(await events.authorityOf(one.id)).toBe(one.authority);
    expect(await events.authorityOf(one.id)).toBe(one.authority);
    expect(read.length).toBe(1);
    expect(await events.authorityOf(other.id)).toBeUndefined();
    await store.append(authorityStream(later.authority), [later], { expected: 'any' });
    expect(await events.authorityOf(later.id)).toBe(later.authority);
    expect(new Set(read).size).toBe(2);
  });
});
