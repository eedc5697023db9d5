import { type Directory, epochDay } from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import type { Asking, Page } from '../page/page.ts';
import { filterNames, sorts } from './choice.ts';
import { authoritiesView } from './view.ts';

/** How many authorities a list of one's own may name. */
const most = 200;

/** One row an authority: of England, of a region, or of a list of one's own. */
export const authorities: Page = {
  address: '/authorities',
  navigation: 'Authorities',
  words: ['region', 'authorities', 'where', 'sort', ...filterNames],
  template: 'authorities/authorities.njk',
  async show(asking) {
    const { ask, word, isSet, links, directory, asOf } = asking;
    const region = word('region');
    const where = word('where');
    const sort = sorts.find((one) => one === (word('sort') ?? 'name'));
    if (sort === undefined) {
      throw new WrongCall(`sort is not one of ${sorts.join(', ')}. Write for example sort=name.`, {
        parameter: 'sort',
      });
    }
    const named = ownList(asking);
    const regional = region === undefined ? {} : { region };
    const board = await ask('board', {
      ...regional,
      ...(named.length === 0 ? {} : { authorities: [...named] }),
    });
    const listed =
      where === undefined ? undefined : await ask('list', { ...regional, where: [where] });
    const wanted = listed && new Set(listed.map(({ authority }) => authority.key as string));
    const rows = wanted ? board.filter(({ authority }) => wanted.has(authority.key)) : board;
    const filters = filterNames.filter(isSet);
    return authoritiesView(
      rows,
      { region, where, sort, filters, authorities: named, asOf: epochDay(asOf) },
      links,
      directory,
    );
  },
};

/** The authorities that an address names, as keys. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
function ownList({ all, directory, asOf }: Asking): readonly string[] {
  const named = withCommas(all('authorities'), directory);
  if (named.length > most) {
    throw new WrongCall(`authorities names more than ${most}. Name fewer, or a region.`, {
      parameter: 'authorities',
    });
  }
  return [...new Set(named.map((one) => directory.resolve(one, { asOf: epochDay(asOf) }).key))];
}

/** A name may hold the comma that parts one name from the next. */
function withCommas(parts: readonly string[], directory: Directory): readonly string[] {
  const names = new Set(directory.all().map(({ name }) => name.toLowerCase()));
  const found: string[] = [];
  for (const part of parts) {
    const together = `${found.at(-1)}, ${part}`;
    if (names.has(together.toLowerCase())) found[found.length - 1] = together;
    else found.push(part);
  }
  return found;
}
