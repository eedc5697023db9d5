/** What is not so, or only wished for. */
const refused =
  /\b(?:not|never|nor|without)\s+(?:\w+\s+){0,3}\{[YZ]\}|\b(?:try|tries|trying|aim|want|tenacious|difficult\w*|challenge)\b[^.;]{0,40}\{[YZ]\}|\brespectively\b/i;
/** Told after the figure: it is not so of them, or only should be. */
const denied =
  /^\s*(?:\([^)]*\)\s*)?(?:(?:are|were|is|was|have|had|do|did|does)\s+(?:still\s+|currently\s+)?(?:not|overdue|no)\b|(?:should|must|will|would|might|could|ought)\b|(?:need\w*\s+)?to\s+be\b)/i;
const should = /\b(?:not|never|compared|should|must|will|would|might|could|ought)\b/i;
/** Who doubts or denies that something is so says no value; "it is not acceptable that" is no such word. */
const doubted =
  /\b(?:(?:not|never|hardly)\s+(?:the\s+case|true|correct|right|accurate|clear|likely|certain)|untrue|incorrect|wrong|false|inaccurate|unclear|doubtful|unlikely|no\s+(?:evidence|assurance|certainty)|(?:not|cannot|unable\s+to|never)\s+(?:be\s+)?(?:\w+\s+)?(?:assured|sure|certain|confident|satisfied|confirm|show|demonstrate|evidence|establish|verify|accept|agree|believe|say|claim|know))\s+(?:\w+\s+){0,4}?that\b[^;:()]{0,200}$/i;
/** What is wanted, supposed or still to come, back to where the clause of the figure begins. */
const notYet =
  /\b(?:if|unless|whether|(?:will|would|should|must|might)(?!\s+not\b)|aim(?:s|ed|ing)?\s+(?:for|at|to)|hop(?:es?|ing)\s+(?:for|to)|(?:is|are)\s+(?:expected|forecast|projected|planned)\s+to|expects|assum(?:es?|ed|ing)|confident\s+(?:that|of|in)|(?:told|asked|instructed|reminded)\s+(?:\w+\s+)?to|standard\s+(?:is|was)|trajectory|(?:performance|agreed|local|key)\s+measure\s+of|intends?\s+to|ambition|target\s+(?:of|is|was)|goal)\b[^,;:()]{0,200}$|^\W*(?:were|had)\s+(?:[a-z]+\s+){0,3}$/i;
/** What a clause tells of England, of other councils or of what was found anywhere. */
const ofOthers =
  /(?:^|[;:]\s*|,\s+(?:and|but|while|whereas)\s+)(?:nationally|regionally|elsewhere|(?:in|across|throughout|within)\s+(?:(?:the\s+rest\s+of\s+)?England|the\s+(?:wider\s+)?region|the\s+(?:voluntary|private|independent)\s+sector)|(?:the\s+)?(?:national|England)\s+(?:average|figure|rate)|(?:(?:among|for|in)\s+)?(?:our\s+|its\s+)?(?:statistical\s+)?neighbours?|(?:an?\s+|the\s+)?(?:national\s+|recent\s+)*(?:research|stud(?:y|ies)))\b(?:(?!\b(?:but|while|whereas|here|local)\b)[^;:]){0,80}$/i;
/** Staff who are no social workers. */
const otherStaff =
  /\b(?:police|health\s+visit\w+|school\s+nurs\w+|midwi\w+|CAMHS|NHS|hospitals?|probation|adults?['\u2019]?\s+(?:social\s+care|services)|schools?|teach\w+)\b/i;
/** What inspectors looked at is no count of what there is. */
const sampled =
  /^\s*(?:\w+\s+){0,2}?(?:sampled|audited|seen|considered|looked\s+at|spoken\s+(?:with|to))\b/i;
const looked =
  /\b(?:looked\s+at|sampled|examined|reviewed|considered|tracked|read|saw)\s+(?:\w+\s+){0,2}$/i;
/** A time that is over, and no more of it is said. */
const past =
  /(?:^|[,;:]\s+(?:and\s+|but\s+)?)\W*(?:previously|formerly|historically|until\s+(?:recently|then|now)|in\s+(?:the\s+past(?=\s*[,{])|(?:previous|earlier)\s+years)|at\s+(?:that\s+time|(?:one|\{N\d+\})\s+(?:time|point|stage))|\w+\s+(?:years?|months?)\s+(?:ago|earlier|before)|last\s+year|before\s+the\s+pandemic)\b|\b(?:used\s+to|had\s+(?:\w+\s+)?been|peaked)\b[^,;]{0,30}$/i;
/** What the inspection before found is not of this one. */
const foundBefore =
  /\b(?:last|previous)\s+(?:(?!this\b)\w+\s+){0,2}?inspection\s+(?:(?:also|had)\s+)?(?:found|reported|identified|noted|showed)\b|\b(?:at|during)\s+(?:the\s+time\s+of\s+)?the\s+(?:last|previous)\s+(?:\w+\s+){0,2}?inspection,?\s[^;]{0,200}\{/i;
/** One place or team of several, those who were asked and those who were looked at are not the whole. */
const partOnly =
  /\b(?:in|at|for|across|within)\s+(?:(?:one|\{N\d+\}|some|a\s+few|certain|several|other|most)\s+(?:of\s+the\s+)?(?:[a-z]+\s+)?(?:areas?|offices?|teams?|districts?|localit(?:y|ies)|quadrants?|parts?|services?)|the\s+(?:north|south|east|west)\w*|(?:primary|secondary)\b)|\b(?:(?:surveys?|questionnaires?)(?:[^,;{}]{0,40}(?:found|show)\w*|,)|respond(?:ed|ents)|peer\s+review|samples?|cases\s+(?:seen|sampled|reviewed))\b|\baudits?\s+(?:of\s+[^,;]{0,40}?)?(?:found|show)|\}\s+(?:said|say|told)\b/i;

/** The words of a sentence about a figure: before what is told, what is told with the figure in it, and after it. */
export interface Around {
  readonly lead: string;
  readonly told: string;
  readonly rest: string;
}

const beforeFigure = ({ lead, told }: Around): string =>
  `${lead}${told.slice(0, told.search(/\{[PNLQW]\d/))}`;

/** True for a sentence that tells none of what it speaks of, whatever its figures. */
export const tellsNone = (spoken: string): boolean => refused.test(spoken);

/** True where a figure is denied, doubted, wished for, still to come or the count of a sample. */
export function isNoValue(around: Around): boolean {
  const { told, rest } = around;
  const before = beforeFigure(around);
  return (
    should.test(told) ||
    denied.test(rest) ||
    doubted.test(before) ||
    notYet.test(before) ||
    sampled.test(rest) ||
    looked.test(before)
  );
}

/** True where others are told of; of workers, also those of other services. `elsewhere` knows the names of other authorities. */
export function isOfOthers(
  around: Around,
  ofWorkers: boolean,
  elsewhere: ((words: string, alone: boolean) => boolean) | undefined,
): boolean {
  const before = beforeFigure(around);
  if (ofOthers.test(before) || (ofWorkers && otherStaff.test(`${before}${around.told}`)))
    return true;
  return elsewhere?.(before.replace(/\{\w+\}/g, ' '), true) === true;
}

/** True where the time of a figure is over, of which a sentence says no more. */
export const isOver = (around: Around): boolean => past.test(beforeFigure(around));

/** Why the inspection before may have found it. */
export const doubtOfTime = ({ lead, told }: Around): string | undefined =>
  foundBefore.test(`${lead}${told}`) ? 'the inspection before may have found it' : undefined;

/** Why it may be told of a part of those whom it seems to be told of. */
export const doubtOfPart = ({ lead, told, rest }: Around): string | undefined =>
  partOnly.test(`${lead}${told}${rest}`) ? 'it may be that of a part of the whole' : undefined;
