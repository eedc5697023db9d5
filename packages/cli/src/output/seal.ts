import type { Checked, Seal, SignedHead } from '@monitoring-timeline/core/seals';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { capital, counted } from './words.ts';

/** The key that was made. */
export function showKey(
  name: string,
  files: { readonly secret: string; readonly public: string },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title('A key to seal with was made');
  page.field('Key', name);
  page.field('Secret', `${files.secret}: keep it from everybody, and away from the log`);
  page.field('Public', `${files.public}: give it to whoever is to check`);
  page.write();
}

/** What was sealed. */
export function showSeal(store: string, file: string, { head }: Seal, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${store} is sealed`);
  page.text(`${counted(head.events, 'event')}: every hash was recomputed and holds.`);
  signed(page, head);
  page.field('File', file);
  page.text(
    'Give the file to others, or print it: with it and the public key, nobody can change, move or take out an event up to here unseen.',
  );
  page.write();
}

/** The seals that are kept. */
export function showSeals(
  store: string,
  heads: readonly (SignedHead & { readonly file: string })[],
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(
    heads.length === 0 ? `No seal of ${store} is kept on this machine` : `Seals of ${store}`,
  );
  for (const { file, ...head } of heads) {
    page.section(file);
    page.field('Events', String(head.events));
    signed(page, head);
  }
  if (heads.length === 0) {
    page.text(
      'Make a key with `timeline seal --new-key FILE`, then seal with `timeline seal --key FILE`.',
    );
  }
  page.write();
}

function signed(page: Page, { root, head, made, key, signature }: SignedHead): void {
  page.field('Root', root);
  page.field('Head', head);
  page.field('Made', made);
  page.field('Key', key);
  page.field('Signature', signature);
}

/** What checking a seal or a proof came to. */
export function showChecked(file: string, checked: Checked, terminal: Terminal): void {
  const { proof } = checked;
  const page = new Page(terminal);
  page.title(checked.valid ? `${file} holds` : `${file} proves nothing`);
  if (!checked.valid) page.text(`${capital(checked.reason)}.`);
  else if ('event' in proof) {
    const { event, index, head } = proof;
    page.text(
      `Event ${event.id} (${event.type}) was number ${index + 1} of the ${counted(head.events, 'event')} that were sealed on ${head.made}, and says what it says here.`,
    );
  } else if ('from' in proof) {
    const { from, to } = proof;
    page.text(
      `The log of ${counted(to.events, 'event')} sealed on ${to.made} begins with the ${counted(from.events, 'event')} sealed on ${from.made}: nothing was changed, moved or taken out between the two.`,
    );
  } else {
    const { events, made } = proof.head;
    page.text(`A log of ${counted(events, 'event')} was sealed on ${made}.`);
  }
  const head = 'from' in proof ? proof.to : proof.head;
  page.field('Root', head.root);
  page.field('Key', head.key);
  page.write();
}
