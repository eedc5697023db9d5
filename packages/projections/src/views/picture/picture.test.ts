import { authorityKey } from '@monitoring-timeline/core';
import { days, reported } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { assemble, counter } from './picture.ts';

it('a picture counts and cites however many authorities there are', () => {
  const event = reported(
    { overall: 'good', leadership: 'good' },
    { authority: 'sunderland', days: days('2018-04-23', '2018-05-18'), published: '2018-07-25' },
  );
  const at = on('2024-01-01');
  const [one] = counter(
    at,
    {},
    context.directory,
  )(authorityKey('sunderland'), recordOf([event], 'sunderland'));
  const many = Array.from({ length: 100_000 }, () => one!);
  const answer = assemble(many, at, {}, undefined);
  expect(answer.because).toContain(event.id);
  expect(answer).toMatchObject({ areas: { overall: { judged: 100_000 } } });
});
