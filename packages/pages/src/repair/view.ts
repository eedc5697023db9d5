import { changesShown } from '../bring-in/job-view.ts';
import type { Shown } from '../page/page.ts';
import type { FactToRepair, TriedRepair } from '../visit/repairs.ts';
import type { Fields } from '../visit/visit.ts';

import { placesIn } from './places.ts';

const title = 'Put a fact right';

interface Looked {
  readonly done: string | undefined;
  readonly sent: Fields | undefined;
  readonly tried: TriedRepair | undefined;
}

/** One fact, with the forms by which it is corrected or taken back. */
export function repairView(fact: FactToRepair, { done, sent, tried }: Looked): Shown {
  const how = sent?.get('how') === 'retract' ? 'retract' : 'correct';
  const held = (form: string, name: string) => (how === form ? (sent?.get(name) ?? '') : '');
  return {
    title,
    model: {
      fact: {
        ...fact,
        log: `/log?event=${encodeURIComponent(fact.event)}`,
        places: fact.places.map(({ path, name, value }) => ({ path, text: `${name}: ${value}` })),
      },
      address: `/facts/${fact.event}`,
      back: backTo(fact.authority, fact.name),
      done: done === 'corrected' ? 'It is put right, and stands in the log with your name.' : '',
      correct: {
        ...rowsOf(how === 'correct' ? sent : undefined, fact.places.length),
        why: held('correct', 'why'),
        source: held('correct', 'source'),
      },
      retract: { why: held('retract', 'why'), source: held('retract', 'source') },
      tried: tried && {
        how,
        claims: tried.claims,
        changes: changesShown(tried.changes),
        printed: tried.printed,
      },
    },
  };
}

/** So many places are offered at once; more where they are filled in. */
const offered = 4;

/** The first place of the form, and the others, which are out of sight until they are wanted. */
function rowsOf(sent: Fields | undefined, places: number) {
  const filled = (sent ? placesIn(sent) : []).filter(({ path, value }) => path || value);
  const most = Math.min(places, Math.max(offered, filled.length + 1));
  const [first, ...others] = Array.from(
    { length: Math.max(most, filled.length, 1) },
    (_, index) => ({ number: index + 1, ...(filled[index] ?? { path: '', value: '' }) }),
  );
  return { first, others, open: filled.length > 1 };
}

/** What was taken back is no fact any more. */
export function takenBackView(authority: string | undefined): Shown {
  return {
    title,
    model: {
      fact: null,
      back: authority === undefined ? undefined : backTo(authority, 'The authority'),
      done: 'It is taken back, and that stands in the log with your name. The fact stays in the log, and no answer rests on it.',
    },
  };
}

function backTo(authority: string, name: string) {
  return authority === 'england'
    ? { href: '/', text: 'England' }
    : { href: `/authorities/${encodeURIComponent(authority)}`, text: name };
}
