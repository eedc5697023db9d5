import { Idiomorph } from 'idiomorph';
import { enhanceAll } from './enhance.ts';
import { holdFocus } from './focus.ts';

/**
 * Brings the page to another state in place: what stays the same stays where it is, with the focus, what was written in fields, what
 * was opened, and where its parts are scrolled to. A part that says `data-kept` is left as it is. Where nobody asked for it, the words in a form
 * that somebody is filling in are left alone, too.
 */
export function bring(html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html');
  enhanceAll(next);
  const release = holdFocus(next);
  document.title = next.title;
  Idiomorph.morph(document.body, next.body, {
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old) => !(old instanceof HTMLElement) || !isKept(old),
      beforeNodeRemoved: (old) => !(old instanceof HTMLElement) || !('kept' in old.dataset),
      beforeAttributeUpdated: (name, element) =>
        !(name === 'open' && element instanceof HTMLDetailsElement),
    },
  });
  release();
}

/** True where a part of the page is not to be touched. */
function isKept(element: HTMLElement): boolean {
  return 'kept' in element.dataset || (element instanceof HTMLFormElement && isFilledIn(element));
}

function isFilledIn(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) {
      return [...field.options].some(
        (one) => one.selected !== one.defaultSelected && one.index > 0,
      );
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement)) return false;
    if (field.type === 'file') return field.value !== '';
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}
