import { WrongCall } from '@monitoring-timeline/projections';
import type { DeskPage } from '../desk/desk-page.ts';
import { withQuery } from '../links/links.ts';
import type { FactNamed, Repair, TriedRepair } from '../visit/repairs.ts';
import type { Fields } from '../visit/visit.ts';
import { placesIn } from './places.ts';
import { repairView, takenBackView } from './view.ts';

/** One fact on record: what stands at its places, what putting one right would change, and who says so. */
export const repair: DeskPage = {
  address: '/facts/:event',
  access: 'editor',
  words: ['authority', 'done'],
  template: 'repair/repair.njk',
  async show({ visit, path, word, sent, tried }) {
    const authority = word('authority') ?? sent?.get('authority');
    // what is taken back has no place that could be put right
    if (word('done') === 'taken-back') return takenBackView(authority);
    const fact = await visit.repairs.fact({ event: path.event ?? '', authority });
    return repairView(fact, { done: word('done'), sent, tried: tried as TriedRepair | undefined });
  },
  trials: {
    async try({ visit, path, fields }) {
      return visit.repairs.tryOut(namedIn(path, fields), repairIn(fields));
    },
  },
  forms: {
    async repair({ visit, path, fields }) {
      await visit.repairs.repair(namedIn(path, fields), repairIn(fields));
      const done = fields.get('how') === 'retract' ? 'taken-back' : 'corrected';
      return withQuery(`/facts/${path.event}`, { authority: fields.get('authority'), done });
    },
  },
};

function namedIn(path: Readonly<Record<string, string>>, fields: Fields): FactNamed {
  return { event: path.event ?? '', authority: fields.get('authority') };
}

/** What the fields of a form say of a fact. @throws WrongCall where something is missing */
function repairIn(fields: Fields): Repair {
  const why = fields.get('why');
  const source = fields.get('source');
  if (fields.get('how') === 'retract') {
    if (why === undefined) throw new WrongCall('Say in words why it does not hold.');
    return { why, source };
  }
  const right = placesIn(fields).filter(({ path, value }) => path !== '' || value !== '');
  const halves = right.some(({ path, value }) => path === '' || value === '');
  if (right.length === 0 || halves || why === undefined) {
    throw new WrongCall('Choose the place, say what is right there, and why.');
  }
  const paths = right.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined) {
    throw new WrongCall(`The place ${twice} is chosen twice. Say once what is right there.`);
  }
  return { right, why, source };
}
