import { codeWords } from '@monitoring-timeline/core';
import type { InterventionsHistory } from '@monitoring-timeline/projections';
import { toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { capital, coordinatesText, dateText } from './words.ts';

/** Government intervention over time, as a page for a person. */
export function showInterventions(view: InterventionsHistory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${view.authority.name}: interventions`);
  page.text(`${coordinatesText(view)}.`);
  page.blank();
  for (const one of view.inForce) page.field('Intervention', interventionText(one));
  if (view.inForce.length === 0) {
    page.field('Intervention', view.expected ? view.expected.why : view.note);
  }
  const { form, provider, since } = view.delivery;
  const from = since ? ` since ${dateText(since)}` : '';
  page.field(
    'Delivered by',
    provider === null
      ? 'no source on record says who'
      : `${form === 'council' ? 'the council' : provider}${from}`,
  );
  if (view.history.length > 0) {
    page.section('Over time, independent of grades');
    page.table(
      [
        { head: 'What', gives: true, weight: 2 },
        { head: 'From' },
        { head: 'To' },
        { head: 'Told', gives: true, weight: 2 },
        { head: 'Said', gives: true, weight: 2 },
      ],
      view.history.map((one) => [
        [capital(codeWords(one.instrument)), one.title, one.person].filter(Boolean).join(', '),
        `${dateText(one.from)}${one.uncertain ? ' (to the month or year)' : ''}`,
        dateText(one.to),
        toldWords({ ...one, lastTold: one.lastTold?.date === one.from ? null : one.lastTold }) ||
          '-',
        [
          ...one.startNotes,
          ...one.endNotes,
          ...one.otherStarts.map((other) => `${other.publisher}: from ${dateText(other.from)}`),
        ].join('; '),
      ]),
    );
  }
  if (view.deliveryHistory.length > 0) {
    page.section('Who delivers services');
    page.table(
      [
        { head: 'When' },
        { head: 'Provider', gives: true },
        { head: 'Form' },
        { head: 'Stage' },
        { head: 'Source', gives: true },
      ],
      view.deliveryHistory.map(({ when, provider, form, stage, toldBy }) => [
        dateText(when),
        provider,
        codeWords(form),
        codeWords(stage),
        toldBy.join(', '),
      ]),
    );
  }
  page.write();
}

/** One intervention that stands, in one line: what it is, since when, and when it was last told of. */
export function interventionText(one: InterventionsHistory['inForce'][number]): string {
  const { instrument, title, person, since, uncertain, reportedBy } = one;
  const about = [title, person].filter(Boolean).join(', ');
  return [
    `${capital(codeWords(instrument))}${about ? `: ${about}` : ''}`,
    toldWords(one, { begun: since }),
    uncertain ? 'perhaps not yet begun' : '',
    `reported by ${reportedBy}`,
  ]
    .filter(Boolean)
    .join('; ');
}
