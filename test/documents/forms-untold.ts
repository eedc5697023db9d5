import type { MadeForm } from './made-forms.ts';

/** Those of the forms that are made of the same paragraphs and tables. */
const paragraphs: readonly string[] = [
  'birmingham/2016-11-25_sif_bc0c85ff.pdf',
  'lancashire/2025-02-12_area-send_02065a27.pdf',
  'lewisham/2016-01-20_sif_792019c7.pdf',
  'lewisham/2024-11-20_area-send_9df1420c.pdf',
  'sunderland/2023-11-29_focused-visit_caa75076.pdf',
];

/**
 * Documents of which one form says something otherwise than the PDF without saying that it could not read it: cells that stand so close in
 * the PDF that they run into each other, and lists whose members nothing parts in that form. `pnpm corpus --forms` shows how.
 */
export const untold: Readonly<Record<MadeForm, readonly string[]>> = {
  layout: [
    'bexley/2024-02-23_area-send_f172d8da.pdf',
    'worcestershire/2024-07-15_area-send_52b437a2.pdf',
  ],
  order: [
    'bexley/2024-02-23_area-send_f172d8da.pdf',
    'birmingham/2016-11-25_sif_bc0c85ff.pdf',
    'plymouth/2023-08-22_area-send_05179bfb.pdf',
    'worcestershire/2024-07-15_area-send_52b437a2.pdf',
  ],
  html: paragraphs,
  docx: paragraphs,
  odt: paragraphs,
};
