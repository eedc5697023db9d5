/** Something that a script adds to what the server wrote. It may be done to the same part again. */
type Enhancement = (part: ParentNode) => void;

const enhancements: Enhancement[] = [];

/** Adds something to the page, and to every later state of it before that is shown. */
export function enhance(enhancement: Enhancement): void {
  enhancements.push(enhancement);
  enhancement(document);
}

/** Adds to a part that is about to be shown what was added to the page. */
export function enhanceAll(part: ParentNode): void {
  for (const enhancement of enhancements) enhancement(part);
}
