import { enhance } from './enhance.ts';

/**
 * Tables sort by the heads that say `data-sort`: once upwards, once downwards, then as the server wrote them. A cell sorts by
 * its `data-value`, else by its text; an empty one stands last.
 */
type Direction = 'ascending' | 'descending';

interface Sorting {
  readonly column: number;
  readonly direction: Direction;
}

/** How each table is sorted, by the heading that it stands under, else by its caption. */
const sortings = new Map<string, Sorting>();

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

function nameOf(table: HTMLTableElement): string {
  const heading = table.closest('section')?.getAttribute('aria-labelledby');
  return heading ?? table.caption?.textContent?.trim() ?? '';
}

function sortedBy(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return (cell?.dataset.value ?? cell?.textContent ?? '').trim();
}

function show(table: HTMLTableElement): void {
  const sorting = sortings.get(nameOf(table));
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  for (const [column, head] of heads.entries()) {
    if (sorting?.column === column) head.ariaSort = sorting.direction;
    else head.removeAttribute('aria-sort');
  }
  for (const body of table.tBodies) {
    const written = [...body.rows].sort((a, b) => Number(a.dataset.row) - Number(b.dataset.row));
    body.append(...(sorting ? sorted(written, sorting) : written));
  }
}

function sorted(rows: readonly HTMLTableRowElement[], { column, direction }: Sorting) {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [sortedBy(a, column), sortedBy(b, column)];
    if (left === '' || right === '') return Number(left === '') - Number(right === '');
    return sign * collator.compare(left, right);
  });
}

enhance((part) => {
  for (const head of part.querySelectorAll<HTMLTableCellElement>('thead th[data-sort]')) {
    if (head.querySelector('button')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
  }
  for (const table of part.querySelectorAll('table:has(button.sort)')) {
    if (!(table instanceof HTMLTableElement)) continue;
    for (const body of table.tBodies) {
      for (const [index, row] of [...body.rows].entries()) row.dataset.row ??= String(index);
    }
    if (sortings.has(nameOf(table))) show(table);
  }
});

document.addEventListener('click', ({ target }) => {
  const head = (target as Element).closest<HTMLTableCellElement>('button.sort')?.closest('th');
  const table = head?.closest('table');
  if (!head || !table) return;
  const [name, column] = [nameOf(table), head.cellIndex];
  const before = sortings.get(name);
  if (before?.column !== column) sortings.set(name, { column, direction: 'ascending' });
  else if (before.direction === 'ascending')
    sortings.set(name, { column, direction: 'descending' });
  else sortings.delete(name);
  show(table);
});
