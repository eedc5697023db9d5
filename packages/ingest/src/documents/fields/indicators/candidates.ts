import { ofEach } from '../../of-each.ts';
import type { Block } from '../../statements.ts';
import type { FactContext } from '../fact-context.ts';
import { type Marked, marked } from './figures.ts';
import { frames, type Told, toldIn } from './frames.ts';
import { type Counted, lexicon, whom } from './lexicon.ts';
import { isElsewhere, objectionTo } from './no-value.ts';

/** One way to read a figure of a sentence: which measure, in which form. */
export interface Candidate extends Told {
  readonly counted: Counted;
  readonly sentence: Marked;
}

/** What a sentence opens with that says more of the measure before, and not of something else that is named. */
const pointing =
  /(?<=^(?:\W*at\s+\{\w\d+\},?\s+)?)\b(?:this|it|that|these|the\s+(?:figure|proportion|percentage|rate|number)(?!\s+of)|performance)\b(?=\s+(?:figure\s+)?(?:(?:is|was|has|had|now|been)\s+)*(?:(?:a|an|the|well|at|to|low|high|too)\b|\{|less|better|demonstrat|represent|dropp|decreas|increas|reduc|rise|rose|fell|fall|improv|declin|compar\w+\s+with))/i;

const inBlock = ofEach(({ text }: Block) => lexicon.filter(({ about }) => about.test(text)));

/** The sentence with the words of a measure as marks; undefined where it does not speak of it. */
function spokenOf({ told, people, rest }: Counted, text: string, block: Block, before: string) {
  let own = text.replace(told, rest ? '{R}' : people ? '{Y}' : '{Z}');
  if (own === text) {
    if (before.search(told) < 0) return undefined;
    own = text.replace(pointing, people && text.search(people) >= 0 ? '{Y}' : '{Z}');
  }
  if (!people || own.includes('{Z}')) return own;
  const named = (own.search(people) < 0 && whom.GENERAL) || people;
  return block.text.search(people) >= 0 ? own.replace(named, '{X}') : undefined;
}

/** The ways to read the figures of a marked sentence, the likeliest first; `last` is the one before it, of which it may say more. */
export function candidatesIn(
  sentence: Marked,
  block: Block,
  last: string,
  context: FactContext,
): readonly Candidate[] {
  const { text } = sentence;
  const before = pointing.test(text) ? marked(last).text : '';
  const said = `${before} ${text}`;
  const found = inBlock(block).flatMap((counted) => {
    const { takes, within, ofWorkers, of } = counted;
    const spoken = takes.test(text) && within.test(said) && spokenOf(counted, text, block, before);
    if (!spoken) return [];
    // what is a part of another value comes behind that
    const behind = of ? frames.length : 0;
    return toldIn(spoken, frames)
      .filter(({ groups: { w, f, n } }) => takes.test(w ?? f ?? n ?? ''))
      .filter((told) => !objectionTo(told, 'none', ofWorkers) && !isElsewhere(told, context))
      .map((told) => ({ ...told, counted, sentence, rank: told.rank + behind }));
  });
  return found.sort((a, b) => a.rank - b.rank || a.told.length - b.told.length);
}
