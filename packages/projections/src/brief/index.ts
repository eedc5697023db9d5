import type { Brief } from './document.ts';
import { briefHtml } from './html.ts';
import { briefMarkdown } from './markdown.ts';

export * from './document.ts';
export { briefHtml, briefStyle } from './html.ts';
export { type BriefOptions, briefOf } from './model.ts';
export { briefPlain } from './plain.ts';
export { whereOf } from './where.ts';

/** The forms that a brief can be written in, by the ending of a file. */
export const briefForms = ['docx', 'html', 'md'] as const;
/** One of `briefForms`. */
export type BriefForm = (typeof briefForms)[number];

/** Media types of the forms. */
export const briefTypes: Readonly<Record<BriefForm, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

/** A brief written down; what writes documents for Word is loaded when one is asked for. */
export async function writtenBrief(brief: Brief, form: BriefForm): Promise<Uint8Array> {
  if (form === 'docx') return (await import('./docx-in-thread.ts')).briefDocxInThread(brief);
  const text = form === 'html' ? briefHtml(brief) : briefMarkdown(brief);
  return new TextEncoder().encode(text);
}
