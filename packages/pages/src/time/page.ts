import { areas, epochDay } from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import { firstYear } from '../drawing/series.ts';
import type { Asking, Page } from '../page/page.ts';
import { timeView } from './view.ts';

/** One authority on both axes of time: where it stood on each day, as known on each. */
export const time: Page = {
  address: '/authorities/:authority/time',
  words: ['area', 'from', 'to'],
  template: 'time/time.njk',
  async show(asking) {
    const { ask, path, links, asOf, directory, word } = asking;
    const { key } = directory.resolve(path.authority ?? '', { asOf: epochDay(asOf) });
    const area = areas.find((one) => one === (word('area') ?? 'overall'));
    if (area === undefined) {
      throw new WrongCall(
        `area is not one of ${areas.join(', ')}. Write for example area=overall.`,
        {
          parameter: 'area',
        },
      );
    }
    const [from, to] = [yearGiven(asking, 'from'), yearGiven(asking, 'to')];
    return timeView(await ask('hindsight', { authority: key }), { area, from, to }, links);
  },
};

/** A year of the record, as it is written in the address. @throws WrongCall where it is none */
function yearGiven({ word, asOf, knownAt }: Asking, name: 'from' | 'to'): number | undefined {
  const text = word(name);
  if (text === undefined) return undefined;
  const last = Math.max(...[asOf, knownAt].map((day) => Number(day.slice(0, 4))), firstYear);
  const year = Number(text);
  if (Number.isInteger(year) && year >= firstYear && year <= last) return year;
  throw new WrongCall(
    `${name} is no year from ${firstYear} to ${last}. Write for example ${name}=${last}.`,
    { parameter: name },
  );
}
