import type { Framework, Known, PartialDate, Source } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { oneLine, plain, type Row } from './cells.ts';
import { eachRow, type RowBuilder, type TableContext, type TableKind } from './context.ts';
import { daysOnSite } from './inspections.ts';
import { compiledSource, seenIn } from './outcomes.ts';

type VisitKind = 'monitoring' | 'focused' | 'jtai' | 'joint_area_review' | 'lscb_review';

/** Codes of the themes that the releases print for focused and monitoring visits. */
const themes: Readonly<Record<string, string>> = {
  'front door': 'front_door',
  'children in need subject to a plan': 'children_in_need_or_on_a_plan',
  'children in care': 'children_in_care',
  'care leavers': 'care_leavers',
  'achieving permanence': 'achieving_permanence',
  'vulnerable adolescents': 'vulnerable_adolescents',
};

/** The code of a printed visit theme; undefined for one that no release has used yet. */
export function themeCode(printed: string): string | undefined {
  return themes[plain(printed)];
}

export interface VisitFacts {
  readonly authority: string;
  readonly kind: VisitKind;
  readonly framework?: Framework | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly letterDated?: string | undefined;
  readonly published?: string | undefined;
  /** Publication of the table that lists it, for visits whose letter has no known day. */
  readonly tablePublished?: string | undefined;
  readonly theme?: string | undefined;
  readonly priorityAction?: boolean | undefined;
  readonly address?: string | undefined;
  readonly source: Source;
}

/** Since when a visit's letter is known: its publication, else its own date, else the table that lists the visit. */
function letterTimes(facts: VisitFacts): { occurred: PartialDate; known: Known } | undefined {
  const { published, letterDated, tablePublished } = facts;
  if (published) {
    return {
      occurred: { precision: 'day', from: published },
      known: { from: published, basis: 'published' },
    };
  }
  if (letterDated) {
    return {
      occurred: { precision: 'day', from: letterDated },
      known: { from: letterDated, basis: 'letter_dated' },
    };
  }
  if (!tablePublished) return undefined;
  return {
    occurred: { precision: 'by', from: tablePublished },
    known: { from: tablePublished, basis: 'published' },
  };
}

/** Adds the claims of an ungraded visit: that it was carried out (where its start is given), and its letter. */
export function addVisit(builder: RowBuilder, facts: VisitFacts): void {
  const { authority, kind, framework, source } = facts;
  const days = daysOnSite(facts.start, facts.end);
  const times = letterTimes(facts);
  if (!times) {
    throw new UnreadableRow(
      'no_publication',
      'The row gives neither publication nor letter date and names no release, so nothing says since when it is known.',
      'published_date',
    );
  }
  const topicPrinted = facts.theme ? oneLine(facts.theme) : undefined;
  if (days && facts.start) {
    const topic = topicPrinted ? themeCode(topicPrinted) : undefined;
    builder.add({
      type: 'VisitCarriedOut',
      authority,
      occurred: days,
      known: { from: facts.start, basis: 'assumed' },
      source,
      data: { kind, framework, topic, topicPrinted },
    });
  }
  builder.add({
    type: 'ReportPublished',
    authority,
    ...times,
    source,
    data: {
      of: { activity: 'visit', framework, visitKind: kind, days },
      published: facts.published,
      letterDated: facts.letterDated,
      priorityAction: facts.priorityAction,
      address: facts.address,
    },
  });
}

interface VisitForm {
  readonly kind: VisitKind;
  readonly framework?: Framework;
  readonly letter: string;
}

const forms: Readonly<Record<string, VisitForm>> = {
  focused_visit: { kind: 'focused', framework: 'ILACS', letter: 'Focused visit letter' },
  // the official lists that hold them are of visits under ILACS
  monitoring_visit: { kind: 'monitoring', framework: 'ILACS', letter: 'Monitoring visit letter' },
  jtai: { kind: 'jtai', framework: 'JTAI', letter: 'Joint targeted area inspection letter' },
  joint_area_review: { kind: 'joint_area_review', letter: 'Joint area review' },
  lscb_review: { kind: 'lscb_review', letter: 'Review of the local safeguarding children board' },
};

function yesOrNo(row: Row, column: string): boolean | undefined {
  const text = row.text(column).toLowerCase();
  if (text === '') return undefined;
  if (text === 'yes') return true;
  if (text === 'no') return false;
  throw new UnreadableRow('unreadable_flag', `"${text}" is neither yes nor no.`, column);
}

function readVisit(row: Row, context: TableContext): VisitFacts {
  const named = row.required('visit_kind');
  const form = forms[named];
  if (!form) {
    throw new UnreadableRow(
      'unknown_kind',
      `"${named}" is not a kind of visit; write one of ${Object.keys(forms).join(', ')}.`,
      'visit_kind',
      Object.keys(forms)[0],
    );
  }
  const start = row.day('start_date');
  const letterDated = row.day('letter_date');
  const published = row.day('published_date');
  const seen = seenIn(row.required('sources'));
  const authority = context.authority(
    row.required('authority'),
    start ?? published ?? letterDated ?? seen.editions[0]?.edition ?? context.today,
  );
  const dated = published
    ? `published ${published}`
    : `dated ${letterDated ?? 'on an unknown day'}`;
  const { source, tablePublished } = compiledSource(
    seen,
    { title: `${form.letter}: ${authority.name}, ${dated}` },
    'Local authority visits, compiled from the releases',
  );
  return {
    authority: authority.key,
    kind: form.kind,
    framework: form.framework,
    start,
    end: row.day('end_date'),
    letterDated,
    published,
    tablePublished: seen.editions[0]?.published ?? tablePublished,
    theme: row.text('theme_official') || undefined,
    priorityAction: yesOrNo(row, 'area_for_priority_action'),
    source,
  };
}

/** Ungraded visits, one row each, compiled from letters and releases. */
export const visits: TableKind = {
  kind: 'visits',
  required: [['authority'], ['visit_kind'], ['start_date'], ['published_date'], ['sources']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => addVisit(builder, readVisit(row, context))),
};
