import { enhance } from './enhance.ts';

/**
 * A drawing that says `data-steps` can be gone through by the keyboard: one of its marks is reached by the tabulator, the arrow keys
 * go from there to the next and the one before, in the order of time, and Enter opens one in the list. Without this module a
 * drawing is a picture, and the list is the way.
 */
const drawing = 'svg[data-steps]';
const mark = 'a.mark';

/** Where the reader stands, by the address of the mark. */
let current: string | null = null;

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

const marksOf = (svg: Element): readonly SVGAElement[] => [
  ...svg.querySelectorAll<SVGAElement>(mark),
];

/** The one mark that the tabulator stops at. */
function stop(marks: readonly SVGAElement[]): void {
  const chosen = marks.find((one) => one.getAttribute('href') === current) ?? marks[0];
  for (const one of marks) one.setAttribute('tabindex', one === chosen ? '0' : '-1');
}

enhance((part) => {
  for (const svg of part.querySelectorAll<SVGSVGElement>(drawing)) {
    svg.removeAttribute('aria-hidden');
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', svg.dataset.steps ?? '');
    stop(marksOf(svg));
  }
});

document.addEventListener('keydown', (event) => {
  const at = (event.target as Element).closest(mark);
  const svg = at?.closest(drawing);
  const step = steps[event.key];
  if (!at || !svg || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const marks = marksOf(svg);
  const next = marks[step(marks.indexOf(at as SVGAElement), marks.length - 1)];
  current = next?.getAttribute('href') ?? null;
  stop(marks);
  next?.focus();
});

/** Opens what the address leads to, wherever it lies folded, and goes there. */
function open(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest('details');
  if (!target || !folded) return;
  folded.open = true;
  target.focus();
}

addEventListener('hashchange', open);
// again to the same one
document.addEventListener('click', ({ target }) => {
  const href = (target as Element).closest(`${drawing} ${mark}`)?.getAttribute('href');
  if (href && href === location.hash) open();
});
open();
