import type { InterventionsHistory } from '@monitoring-timeline/projections';
import type { Terminal } from '../terminal.ts';
import { Page } from './page.ts';
import { capital, coordinatesText, dateText, plainWords } from './words.ts';

/** Government intervention over time, as a page for a person. */
export function showInterventions(view: InterventionsHistory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${view.authority.name}: interventions`);
  page.text(`${coordinatesText(view)}.`);
  page.blank();
  const inForce = view.inForce.map(({ instrument, title, person, since }) => {
    const about = [title, person].filter(Boolean).join(', ');
    return `${plainWords(instrument)}${about ? ` (${about})` : ''} since ${dateText(since)}`;
  });
  page.field('In force', inForce.length > 0 ? inForce.join('; ') : 'none known');
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
        { head: 'Now' },
        { head: 'Said', gives: true, weight: 2 },
      ],
      view.history.map((one) => [
        [capital(plainWords(one.instrument)), one.title, one.person].filter(Boolean).join(', '),
        `${dateText(one.from)}${one.uncertain ? ' (to the month or year)' : ''}`,
        dateText(one.to),
        one.replacedBy ? `replaced by ${plainWords(one.replacedBy)}` : plainWords(one.status),
        [
          ...one.startNotes,
          ...one.endNotes,
          ...one.otherStarts.map((other) => `${other.publisher}: from ${dateText(other.from)}`),
        ].join('; ') || '-',
      ]),
    );
    page.text(`${capital(view.note)}.`);
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
      view.deliveryHistory.map(({ when, provider, form, stage, publisher }) => [
        dateText(when),
        provider,
        plainWords(form),
        plainWords(stage),
        publisher,
      ]),
    );
  }
  page.write();
}
