import { codeWords } from '@monitoring-timeline/core';
import type { Shown } from '../page/page.ts';
import type { Tried, WaitingShown } from '../visit/bring-in.ts';
import type { Fields } from '../visit/visit.ts';
import { instantText } from '../words/dates.ts';
import { capital } from '../words/texts.ts';
import { cellPrefix, givenPrefix } from './acceptance.ts';
import { changesShown } from './job-view.ts';
import { linesShown } from './lines.ts';
import { onPage } from './on-page.ts';

/** One thing that waits, with the form by which it is decided. */
export function decideView(
  item: WaitingShown,
  sent: Fields | undefined,
  tried: Tried | undefined,
): Shown {
  const held = (name: string, otherwise = '') => sent?.get(name) ?? otherwise;
  return {
    title: capital(codeWords(item.reason)),
    model: {
      address: `/bring-in/waiting/${item.id}`,
      message: item.message,
      where: [item.file, item.place].filter(Boolean).join(', '),
      authority: item.authority,
      raised: `${instantText(item.raised)}, with ${item.by}`,
      lines: linesShown(item.lines),
      picture: onPage(item.sha256, item.place, item.file),
      open: item.status === 'open',
      decided: decidedText(item),
      how: item.accept,
      claims: item.claims,
      doubted: item.doubted && {
        ...item.doubted,
        places: item.doubted.places.map(({ pointer, value }) => ({
          pointer,
          text: `${pointer.replace('/data/', '').replaceAll('/', ' ')}: ${value}`,
          chosen: pointer === sent?.get('pointer'),
        })),
      },
      sides: item.sides.map((side) => ({
        number: side.number,
        value: codeWords(side.value),
        byRule: side.byRule,
        chosen: sent?.get('holds') === String(side.number),
        claims: side.claims.map(({ source, lines }) => ({ source, lines: linesShown(lines) })),
      })),
      apart: sent?.get('holds') === 'apart',
      // what is wrong stands first: the rest is there to be looked at
      cells: item.cells
        .toSorted((a, b) => Number(b.faulty) - Number(a.faulty))
        .map(({ column, value, faulty }, at) => ({
          id: `cell-${at + 1}`,
          column,
          name: `${cellPrefix}${column}`,
          givenName: `${givenPrefix}${column}`,
          given: value,
          value: sentCell(sent, column) ?? value,
          faulty,
        })),
      sent: {
        authority: held('authority'),
        why: held('why'),
        whyNot: held('why-not'),
        value: held('value'),
        claim: held('claim'),
      },
      tried: tried && { claims: tried.claims, changes: changesShown(tried.changes) },
    },
  };
}

function sentCell(sent: Fields | undefined, column: string): string | undefined {
  return sent?.all(`${cellPrefix}${column}`).at(-1);
}

function decidedText({ status, decided }: WaitingShown): string {
  if (decided) {
    const why = decided.why ? ` Why: ${decided.why}` : '';
    return `${capital(status)} by ${decided.by}, ${instantText(decided.at)}.${why}`;
  }
  if (status === 'settled')
    return 'Nobody need decide any more: what came in later, or a correction, settles it.';
  if (status === 'replaced')
    return 'It was asked again with a further source; that question is in the list.';
  return '';
}
