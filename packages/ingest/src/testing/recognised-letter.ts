import { readFileSync } from 'node:fs';

/** A letter of our own words. */
export const letterOnPictures = [
  'Ofsted',
  '12 May 2021',
  'Ada Quill',
  "Interim Director of Children's Services",
  'Civic Centre',
  'Dear Ms Quill',
  "Monitoring visit to Torbay children's services",
  "This letter gives the findings of the monitoring visit to Torbay children's services",
  'on 20 and 21 April 2021. The inspectors were Bo Tern and Cy Wren, HMI.',
  'The visit was the third since the local authority was judged to be inadequate overall',
  'at the inspection published in June 2018.',
  'The local authority is making steady progress in this work.',
  'Yours sincerely',
  'Bo Tern',
  "Her Majesty's Inspector",
];

/** What Tesseract 5.3 said of that letter, drawn with 300 dots an inch. */
export const recognisedLetter = readFileSync(
  new URL('./recognised-letter.tsv', import.meta.url),
  'utf8',
);
