import { boxesOf } from './boxes.ts';
import { type DocumentText, type Locator, lineAt } from './model.ts';

function isLocator(value: object): value is Locator {
  const { page, line, from, to } = value as Partial<Locator>;
  return [page, line, from, to].every((part) => typeof part === 'number');
}

/** What was drawn out of a document with pages, each of its locators with the rectangles that it means on its page. */
export function withBoxes<T>(drawn: T, document: DocumentText): T {
  if (!document.paged) return drawn;
  const placed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(placed);
    if (isLocator(value)) {
      const line = lineAt(document, value);
      return line ? { ...value, boxes: boxesOf(line, value.from, value.to) } : value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, placed(part)]));
  };
  return placed(drawn) as T;
}
