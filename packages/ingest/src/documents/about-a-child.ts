import type { Directory } from '@monitoring-timeline/core';
import { readAuthority } from './fields/authority.ts';
import { flowOfDocument } from './flow.ts';
import type { DocumentText } from './model.ts';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const month = `(?!\\W)(?:${months})(?!\\w)`;
// looks ahead say what stands behind them too: the rest of a pattern is compiled once behind one, and else for each alternative anew
const wholeDay = String.raw`(?!\W)(?:\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}|\d{1,2}(?:st|nd|rd|th)?(?!\w)\s+(?:of\s+)?${month}\.?,?\s+\d{2,4}|\d{1,2}[-/]${month}[-/]\d{2,4}|${month}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?!\w),?\s+(?:19|20)\d{2}|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})`;
const between = String.raw`[\s:;.,()\[\]|*_=-]{0,12}(?:(?:is|was)\s+)?(?:\w{2,6}day,?\s+)?`;

/** The day on which somebody was born: no report on services prints one. */
const born = new RegExp(
  String.raw`\b(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s?date)${between}(?:\(?dd.?mm.?yyyy\)?${between})?${wholeDay}|\bborn\s*:?\s+(?:on\s+)?(?:the\s+)?${wholeDay}(?!\d|,?\s+(?:and|or|to)\s+(?:after|later|before|earlier|onwards|\d))`,
  'i',
);

/** Fields of a form about one child; two of them with what was filled in are such a form. */
const fields: readonly RegExp[] = [
  /\b(?:child|children|young\s+person|pupil|student)(?:\(ren\)|['\u2018\u2019]?s)?['\u2018\u2019]?\s+(?:full\s+|first\s+|last\s+|fore|sur)?name\s{0,8}[:|\t\n]\s{0,8}\S/i,
  /\b(?:full\s+)?name\s+of\s+(?:the\s+)?(?:subject\s+)?(?:child|young\s+person|pupil|student)\b\s{0,8}[:|\t\n]\s{0,8}\S/i,
  /\b(?:case|child|client|person|service\s+user|carefirst|care\s?director|mosaic|liquidlogic|LCS|ICS|EHM)\s+(?:record\s+)?(?:ID|number|no\.?|ref(?:erence)?(?:\s+(?:number|no\.?))?)[\s:|#]{0,8}[A-Z]{0,4}[/-]?\d{4,}/i,
  /\b(?:NHS|UPN|unique\s+pupil|national\s+insurance)(?:\s+(?:number|no\.?))?[\s:|#]{0,8}[A-Z]?\s?\d[\d ]{6,}/i,
  /\blegal\s+status\s{0,8}[:|\t\n]\s{0,8}(?:s(?:ection|\.)?\s?\d{2}|(?:interim|full)?\s*care\s+order|accommodated|placement\s+order)/i,
  /\b(?:age|ethnicity|gender|religion|first\s+language)\s+of\s+(?:the\s+)?(?:child|young\s+person)\s{0,8}[:|\t\n]\s{0,8}\S/i,
  /\b(?:mother|father|parents?(?:\/carers?)?|foster\s+carers?)(?:['\u2018\u2019]s)?\s+(?:full\s+)?names?(?:\s+and\s+address(?:es)?)?\s{0,8}[:|\t\n]\s{0,8}\S/i,
];

/** What is written about one child, by its title. */
const paper = String.raw`(?:(?:minutes|record|report|chronology|summary|outcome|notes)\s+of\s+(?:the\s+|an?\s+)?)?(?:(?:initial|final|draft|amended|annual|\d(?:st|nd|rd|th))\s+)?(?:child(?:ren)?['\u2018\u2019]?s?\s+looked\s+after\s+review|looked\s+after(?:\s+child(?:ren)?['\u2018\u2019]?s?)?\s+(?:care\s+)?review|(?:LAC|CLA|CIN|CP)\s+(?:review|plan|conference|meeting)|child\s+protection\s+(?:case\s+)?(?:review\s+)?(?:conference|plan|report|review)|(?:child\s+in\s+need|core\s+group)\s+(?:plan|review|meeting)|child['\u2018\u2019]s\s+(?:care\s+)?plan|care\s+plan|pathway\s+plan|placement\s+plan|personal\s+education\s+plan|PEP|EHC\s?P(?:lan)?|EHC\s+(?:plan|needs\s+assessment)|education,?\s+health\s+(?:and|&)\s+care\s+(?:plan|needs\s+assessment)|(?:child\s+and\s+family|single|core|initial|parenting|s(?:ection)?\s?47)\s+assessment|strategy\s+(?:meeting|discussion)|serious\s+(?:case|incident)\s+(?:review|notification|letter)|(?:rapid|child\s+safeguarding\s+practice)\s+review|review\s+health\s+assessment)`;
/** After the title stands whose it is. */
const ofWhom = String.raw`(?:\s+(?:of|for|on|about|concerning|regarding|re|in\s+respect\s+of)\b:?|\s*[:\u2013\u2014-])\s*(?<whose>\S.*)$`;
const paperOf = new RegExp(String.raw`^\W{0,4}${paper}${ofWhom}`, 'i');
/** The title stands alone, and fields follow. */
const paperAlone = new RegExp(
  String.raw`^\W{0,4}(?:my\s+|social\s+worker['\u2018\u2019]?s?\s+report\s+(?:for|to)\s+(?:the\s+|an?\s+)?)?${paper}\s*(?:\((?:final|draft|amended|confidential|[A-Z]{2,4})\))?$`,
  'i',
);
/** Something filled in that such a paper asks for. */
const filledIn =
  /^(?:(?:first\s+|full\s+|sur|fore)?name(?:\s+of\s+(?:the\s+)?child)?|(?:subject\s+)?child|young\s+person|preferred\s+name|address|home\s+address|school|nursery|social\s+worker|key\s+worker|IRO|independent\s+reviewing\s+officer)\b(?:[^\S\n]{0,3}[:|\t]|[^\S\n]{0,3}\n)\s{0,4}\S|^(?:known\s+as|all\s+about\s+me|my\s+name\s+is)\b/im;
/** A meeting on one child bears its day. */
const heldOn = /^(?:held\s+on|date\s+of\s+(?:the\s+)?(?:review|conference|meeting))\b/im;
/** Whose it is may stand before the title. */
const ofWhomBefore = new RegExp(
  String.raw`^\W{0,4}(?<whose>[^:\u2013\u2014\n]{2,60}?)\s*(?::|\s[-\u2013\u2014])\s*${paper}\s*(?:$|\()`,
  'i',
);

/** A child whose name is hidden and whom the paper is about all the same. */
const hidden =
  /^(?:the\s+)?(?:[Cc]hild|[Bb]aby|[Ff]amily|[Yy]oung\s+[Pp]erson)\s+[A-Z]{1,2}\d{0,2}\b/;
/** Somebody by name or initials. */
const person =
  /^(?:[A-Z]\.?\s?[A-Z]?\.?\d{0,2}|\p{Lu}[\p{Ll}\u2019'-]+(?:\s+(?:\p{Lu}[\p{L}\u2019'-]+)){0,3})\s*(?:$|[,;:(\u2013\u2014-]|\bheld\b|\bon\b|\baged\b|\d)/u;
/** Capitals at the head of a line that name no person. */
const noPerson =
  /\b(?:timel\w+|timescales?|time|term\w*|volumes?|numbers?|data|figures|what|why|how|when|who|next|new|our|all|review|plans?|assessments?|conferences?|meeting|decision|guide|summary|children|child|young\s+people|services?|council|county|borough|city|authority|authorities|board|partnership|practice|arrangements|policy|guidance|procedures?|process|toolkit|template|framework|strategy|team|audit|report|learning|findings|performance|quality|sufficiency|update|overview|annual|quarter|cabinet|committee|panel|trust|school|academy|inspection|needs|health|education|social|care)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)(?=\s+(?:terms?\b|\d)|\s*[/&\u2013-])/i;

/** A letter or order about one child. */
const aboutOne: readonly RegExp[] = [
  /^\W{0,4}(?:re|ref|regarding|in\s+respect\s+of|concerning)\s{0,4}[:.]?\s{1,8}(?:the\s+(?:child|minors?)\b|.{2,60}?\((?:a|the)\s+(?:child|minor)s?\))/im,
  /^\W{0,4}in\s+the\s+matter\s+of\s+.{1,60}\((?:a\s+)?(?:child|children|minors?)\)/im,
  /\b(?:[Yy]our|[Hh]is|[Hh]er|[Tt]heir)\s+(?:son|daughter|grandson|granddaughter|foster\s+child),?\s+(?!Inspectors?\b|Ofsted\b|Leaders?\b|Staff\b|The\b|This\b|They\b|It\b|In\b|Parents?\b|Children\b|Social\b|Workers?\b|Managers?\b|Most\b|Some\b|Many\b|Senior\b)\p{Lu}\p{Ll}+\b/u,
  /\b[Yy]our\s+child,?\s+\p{Lu}\p{Ll}+(?:,|\s+(?:has|is|was|will)\b)/u,
  /^\W{0,4}(?:[Rr][Ee]|[Rr]egarding)\s{0,4}[:.]?\s{1,8}\p{Lu}[\p{Ll}\u2019'-]+\s+\p{Lu}[\p{L}\u2019'-]+,?\s+(?:aged?\s+\d{1,2}\b|\((?:aged?\s+)?\d{1,2}\))/mu,
];

/** Pages whose heads and feet are looked at: they are alike. */
const mostHeads = 5;
const mostTitleLines = 30;
const mostTitleChars = 140;
/** So many characters belong to one form. */
const formChars = 3000;

const capitalised = (text: string): string =>
  text.replace(/\p{Lu}+/gu, (word) => word.slice(0, 1) + word.slice(1).toLowerCase());

/** True where the name after a title is that of a person. */
function isPerson(whose: string, directory: Directory): boolean {
  const said = whose.trim();
  // what is printed in capitals alone is read as it is otherwise written
  const name = /\p{Ll}/u.test(said) || !/\s/.test(said) ? said : capitalised(said);
  if (hidden.test(name)) return true;
  if (!person.test(name) || /^[QH][1-4]\b/.test(name)) return false;
  const own = /^[^,;:(\u2013\u2014]*/.exec(name)?.[0] ?? name;
  if (noPerson.test(own)) return false;
  return readAuthority(own, [], directory, undefined) === undefined;
}

function isForm(text: string): boolean {
  const places = fields
    .map((field) => field.exec(text)?.index)
    .filter((at) => at !== undefined)
    .sort((a, b) => a - b);
  return places.some((at, index) => index > 0 && at - (places[index - 1] ?? 0) <= formChars);
}

function titledFor(lines: readonly string[], text: string, directory: Directory): boolean {
  const head = text.slice(0, formChars);
  const isFilledIn = filledIn.test(head);
  const isOfOne = isFilledIn || heldOn.test(head);
  return lines.slice(0, mostTitleLines).some((line) => {
    if (line.length > mostTitleChars) return false;
    const whose = paperOf.exec(line)?.groups?.whose;
    if (whose !== undefined) return isPerson(whose, directory);
    const before = ofWhomBefore.exec(line)?.groups?.whose ?? '';
    if (/\S\s+\S/.test(before) && isPerson(before, directory) && isOfOne) return true;
    return isFilledIn && paperAlone.test(line);
  });
}

/** True for a text about one child who could be told from it. */
export function isAboutChild(text: string, directory: Directory): boolean {
  if (born.test(text) || isForm(text)) return true;
  const head = text.slice(0, formChars);
  if (aboutOne.some((sign) => sign.test(head))) return true;
  return titledFor(head.split('\n'), head, directory);
}

/**
 * True for a document about one child who could be told from it: a day of birth, a form with the child's name or number, a plan or review of a named
 * child, a letter to the parents. It is told by its form alone; nothing of it is kept and no claim is read from it.
 */
export function isDocumentAboutChild(document: DocumentText, directory: Directory): boolean {
  if (isAboutChild(flowOfDocument(document).text, directory)) return true;
  // systems of councils print name and day of birth at the head of each page
  const heads = new Set(
    document.pages
      .slice(0, mostHeads)
      .flatMap(({ lines }) => lines.filter(({ furniture }) => furniture).map(({ text }) => text)),
  );
  return heads.size > 0 && isAboutChild([...heads].join('\n'), directory);
}

/** A column that names somebody, and one that tells when they were born or under what number they are known. */
const named =
  /\b(?:child|children|pupil|student|young\s+person|fore\s?name|first\s?name|surname)\b/i;
const numbered =
  /\b(?:d\.?o\.?b\.?|date\s?of\s?birth|birth\s?date|NHS\s?(?:number|no)|UPN|(?:case|child|person|client)\s?(?:id|number|no|ref))\b/i;

/** True where the columns of a table, or its first row, tell that its rows are single children. */
export function isTableAboutChild(columns: string, directory: Directory): boolean {
  const words = columns.replaceAll('_', ' ');
  return (named.test(words) && numbered.test(words)) || isAboutChild(words, directory);
}

/** The reason under which such a document is refused. */
export const identifiableChild = 'identifiable_child';

/** That it is, and what to do; it says nothing of what was found. */
export const refusedForChild =
  'It looks like a paper about one child who could be told from it. Nothing of it was taken or kept. Remove it from where it does not belong; if it is a report on services, leave out the part about the child and give it again.';
