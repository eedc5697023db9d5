import { codeWords } from '@monitoring-timeline/core';
import type { TimelineReader } from '@monitoring-timeline/projections';
import type {
  AnswerOf,
  Question,
  Shipped,
  WordsOf,
} from '@monitoring-timeline/projections/questions';
import { parseCondition } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { today } from '../compose/clock.ts';
import { type At, chosenText, regionText } from './words.ts';

/** An answer, and what was asked. */
export interface Shown<Q extends Question = Question> {
  readonly answer: AnswerOf<Q>;
  readonly question: Question;
  readonly words: WordsOf<Q>;
  readonly terminal: Terminal;
  readonly timeline: TimelineReader;
  readonly at: At;
}

type Show<Q extends Question = Question> = (shown: Shown<Q>) => void;

/** Authorities whose grades a terminal shows in a table beside everything else: a region has up to 33. */
const shownAtMost = 40;

/** Pages made by hand, where an answer is worth one. Every other answer is shown as the rows of its table. */
const pages: { readonly [N in keyof Shipped]?: () => Promise<Show<Shipped[N]>> } = {
  standing: async () => {
    const { showStanding } = await import('./standing.ts');
    return ({ answer, terminal }) => showStanding(answer, terminal);
  },
  trajectory: async () => {
    const { showTrajectory } = await import('./trajectory.ts');
    return ({ answer, terminal }) => showTrajectory(answer, terminal);
  },
  history: async () => {
    const { showHistory } = await import('./history.ts');
    return ({ answer, words, terminal, timeline, at }) => {
      const national = words.authority.trim().toLowerCase() === 'england';
      const name = national ? 'England' : timeline.directory.resolve(words.authority, {}).name;
      showHistory({ name, ...at }, answer, terminal);
    };
  },
  activity: async () => {
    const { showActivity } = await import('./activity.ts');
    return ({ answer, terminal }) => showActivity(answer, terminal);
  },
  leadership: async () => {
    const { showLeadership } = await import('./leadership.ts');
    return ({ answer, terminal }) => showLeadership(answer, terminal);
  },
  themes: async () => {
    const { showThemes } = await import('./themes.ts');
    return ({ answer, terminal }) => showThemes(answer, terminal);
  },
  interventions: async () => {
    const { showInterventions } = await import('./interventions.ts');
    return ({ answer, terminal }) => showInterventions(answer, terminal);
  },
  explain: async () => {
    const { showExplanation } = await import('./explain.ts');
    return ({ answer, terminal }) => showExplanation(answer, terminal);
  },
  picture: async () => {
    const { showPicture } = await import('./picture.ts');
    return ({ answer, timeline, terminal }) => showPicture(answer, timeline.directory, terminal);
  },
  due: async () => {
    const { dueHeading, showDue } = await import('./due.ts');
    return (shown) => {
      const { authority, authorities, status, rule, within } = shown.words;
      const chosen = [authority, authorities, status, rule, within].some(
        (one) => one !== undefined,
      );
      showDue(shown.answer, dueHeading(shown), chosen, shown.terminal);
    };
  },
  board: async () => {
    const { showBoard } = await import('./board.ts');
    return ({ answer, words, at, timeline, terminal }) => {
      const where = chosenText(words, timeline.directory, at);
      showBoard(answer, { where, ...at }, terminal);
    };
  },
  authorities: async () => {
    const { showAuthorities } = await import('./authorities.ts');
    return ({ answer, words, at, terminal }) =>
      showAuthorities(answer, { where: regionText(words.region), ...at }, terminal);
  },
  list: async () => {
    const { showList } = await import('./list.ts');
    return ({ answer, words, at, terminal }) => {
      const { region, neighboursOf, where = [] } = words;
      const conditions = where.map(parseCondition);
      const also = [
        words.anyInadequate && 'inadequate in any area',
        words.trajectory && `trajectory ${codeWords(String(words.trajectory))}`,
        words.priorityAction && 'priority action named since the report',
        words.intervention && 'under intervention as far as anybody knows',
        words.improvedSince && `better than ${String(words.improvedSince)}`,
      ].filter((one) => typeof one === 'string');
      showList(answer, { conditions, region, neighboursOf, also, ...at }, terminal);
    };
  },
  compare: async () => {
    const { showComparison } = await import('./compare.ts');
    return ({ answer, terminal }) => showComparison(answer, terminal);
  },
  findings: async () => {
    const { showFindings } = await import('./findings.ts');
    return ({ answer, words, at, timeline, terminal }) => {
      const { topic, kind } = words;
      const where = chosenText(words, timeline.directory, at);
      showFindings(answer, { topic, kind, where, ...at }, terminal);
    };
  },
  commitments: async () => {
    const { showCommitments } = await import('./commitments.ts');
    return ({ answer, words, at, timeline, terminal }) => {
      const where = chosenText(words, timeline.directory, at);
      showCommitments(answer, { where, ...at }, terminal);
    };
  },
  coverage: async () => {
    const { showCoverage } = await import('./coverage.ts');
    return ({ answer, terminal }) => showCoverage(answer, terminal);
  },
  reconcile: async () => {
    const { showReconciliation } = await import('./reconcile.ts');
    return ({ answer, timeline, terminal }) =>
      showReconciliation(answer, timeline.directory, terminal);
  },
  today: async () => {
    const [{ showBrief }, { briefOf, whereOf }] = await Promise.all([
      import('./brief.ts'),
      import('@monitoring-timeline/projections/brief'),
    ]);
    return ({ answer, words, timeline, terminal }) => {
      const where = whereOf(words, timeline.directory);
      showBrief(briefOf(answer, where, { most: shownAtMost, now: today() }), terminal);
    };
  },
  diff: async () => {
    const { showDiff } = await import('./diff.ts');
    return ({ answer, timeline, terminal }) => showDiff(answer, timeline.directory, terminal);
  },
};

/** The page of a question: its own where somebody made one, else the rows of its table. */
export async function pageOf({ name }: Question): Promise<Show> {
  const own = Object.hasOwn(pages, name) ? pages[name as keyof Shipped] : undefined;
  if (own) return (await own()) as Show;
  return (await import('./rows.ts')).showRows;
}
