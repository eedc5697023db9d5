import type { Terminal } from '../call/terminal.ts';
import type { Erased } from '../compose/erasing.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What erasing a name came to, as a page for a person: without the name. */
export function showErased(
  { person, event, struck, pictures, documents, inLog }: Erased,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`The name of ${person} is erased`);
  page.field('Register', 'erased, and it does not come back');
  page.field(
    'State',
    struck === 0 ? 'held nothing of it' : `struck from ${counted(struck, 'entry', 'entries')}`,
  );
  page.field(
    'Pictures',
    pictures === 0 ? 'none were kept' : `${counted(pictures, 'page')} removed, to be drawn again`,
  );
  page.field('Noted', `event ${event}`);
  const kept = documents.filter(({ removed }) => !removed);
  if (documents.length > kept.length) {
    page.field('Documents', `${documents.length - kept.length} removed; their facts stay`);
  }
  if (kept.length > 0) {
    page.section('Documents that print the name are still kept');
    for (const { sha256, title } of kept)
      page.text(`${title || sha256} (${sha256.slice(0, 12)})`, 2);
    page.text('Remove them with --documents: facts stay, passages and pictures of pages go.');
  }
  if (inLog.length > 0) {
    page.section('Events that hold the name as text');
    for (const id of inLog) page.text(id, 2);
    page.text(
      'The log never changes. Where that must be, make another log without them: see operations.',
    );
  }
  page.blank();
  page.text('Backups that were made before hold the name: let them expire.');
  page.write();
}
