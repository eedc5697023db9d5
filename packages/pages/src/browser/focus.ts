const held = 'focus-held';

/**
 * Marks what has the focus, and the same thing in the page that is to come, so that one becomes the other wherever it moves to.
 * @returns what to do once the page has come: where the thing is gone, the heading of its section has the focus
 */
export function holdFocus(next: Document): () => void {
  const { activeElement: active } = document;
  if (!active || active === document.body || active.id !== '') return () => {};
  const there = twinOf(active, next);
  const headings = headingsOver(active);
  if (there) {
    active.id = held;
    there.id = held;
  }
  return () => {
    const after = there ? document.getElementById(held) : null;
    if (after) {
      if (document.activeElement !== after) after.focus({ preventScroll: true });
      after.removeAttribute('id');
      return;
    }
    const heading = headings.map((id) => document.getElementById(id)).find((one) => one !== null);
    const place = heading ?? document.getElementById('main');
    if (place && !place.hasAttribute('tabindex')) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  };
}

/** The same thing in another document: of its kind, about the same, and the same one of those. */
function twinOf(element: Element, other: Document): Element | undefined {
  const name = nameOf(element);
  const same = (root: Document) =>
    [...root.querySelectorAll(element.localName)].filter((one) => nameOf(one) === name);
  return same(other)[same(document).indexOf(element)];
}

/** What a thing is by what it says, does and is about. */
function nameOf(element: Element): string {
  const about = element.closest('[data-authority], [data-theme], [data-rule], [data-finding], tr');
  return JSON.stringify([
    element.getAttribute('href')?.split('?', 1),
    element.getAttribute('name'),
    element.getAttribute('aria-label'),
    element.childElementCount === 0 || element.localName === 'a' ? element.textContent : null,
    Object.entries({ ...(about instanceof HTMLElement ? about.dataset : {}) }).filter(
      ([key]) => key !== 'row',
    ),
    element.closest('section')?.getAttribute('aria-labelledby'),
  ]);
}

/** Ids of what the sections around a thing are called by, the nearest first. */
function headingsOver(element: Element): readonly string[] {
  const found: string[] = [];
  for (let at = element.closest('section'); at; at = at.parentElement?.closest('section') ?? null) {
    const id = at.getAttribute('aria-labelledby');
    if (id) found.push(id);
  }
  return found;
}
