export { causeOf, startedBy } from './cause.ts';
export { noticeSpans } from './notice-spans.ts';
export { requestSpans } from './request-spans.ts';
export { tracedStore, untraced } from './traced-store.ts';
