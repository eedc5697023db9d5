import type { Area } from '@monitoring-timeline/core';

/** What councils and papers call the areas, in running text and headings. The narrow stand before the broad. */
const areasTold: readonly (readonly [Area, RegExp])[] = [
  ['lscb', /\bsafeguarding\s+children['\u2019]?s?\s+board|\bLSCB\b/i],
  ['adoption', /\badoption\s+(?:performance|services?)\b/i],
  ['help_and_protection', /\bneed\s+(?:of\s+)?help\s+and\s+protection\b/i],
  ['children_in_care', /\blooked\s+after\b|\bchildren\s+in\s+care\b/i],
  ['care_leavers', /\bcare\s+leavers\b/i],
  ['leadership', /\bleadership,?\s+(?:management|and)\b|\bimpact\s+of\s+leaders\b/i],
  ['overall', /\boverall\b/i],
];

/** The first area that a piece of text names, in the order of the list above. */
export function areaTold(text: string): Area | undefined {
  return areasTold.find(([, told]) => told.test(text))?.[0];
}

/** Every area that a piece of text names, in the order of the list above. */
export function areasNamed(text: string): readonly Area[] {
  return areasTold.filter(([, told]) => told.test(text)).map(([area]) => area);
}
