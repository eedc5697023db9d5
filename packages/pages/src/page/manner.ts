import type { Manner } from '@monitoring-timeline/projections';

/** How a page names what was asked of it: by the words of its address, which are those of the API. */
export const pageManner: Manner = {
  parameter: (name) => ({ name, example: (value) => `${name}=${value}` }),
  question: (name) => name,
};
