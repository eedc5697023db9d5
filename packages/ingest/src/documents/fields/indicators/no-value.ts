import type { FactContext } from '../fact-context.ts';
import { inClause, type Told } from './frames.ts';

/** What is not so, or only wished for. */
const refused =
  /\b(?:not|never|nor|without)\s+(?:\w+\s+){0,3}\{[YZ]\}|\b(?:try|tries|trying|aim|want|tenacious|difficult\w*|challenge)\b[^.;]{0,40}\{[YZ]\}|\brespectively\b/i;
/** Told after the figure: it is not so of them, or only should be. */
const denied =
  /^\s*(?:\([^)]*\)\s*)?(?:(?:are|were|is|was|have|had|do|did|does)\s+(?:still\s+|currently\s+)?(?:not|overdue|no|late|poor|weak|missing|incomplete|out\s+of\s+date|(?:been\s+)?closed)\b|(?:should|must|will|would|might|could|ought)\b|(?:need\w*\s+)?to\s+be\b|for\s+all\s+(?:children|pupils)\b(?!\s+(?:who|looked|in\s+care)))/i;
const should =
  /\b(?:not|never|compared|should|must|will|would|might|could|ought|may\s+(?:be|have)|miss(?:ed)?|refused|declined\s+(?:an?|the|their)|lack\w*|appl(?:y|ied)|hop(?:es?|ing)|offered|failed|stopped)\b/i;
/** What is missed is none of what there is. */
const missed = /\b(?:miss(?:ed)?|without|lack\w*)\s+(?:an?\s+|the\s+|their\s+)?$/i;
/** Who doubts or denies that something is so says no value; "it is not acceptable that" is no such word. */
const doubted =
  /\b(?:(?:not|never|hardly)\s+(?:the\s+case|true|correct|right|accurate|clear|likely|certain)|untrue|incorrect|wrong|false|inaccurate|in\s+error|claim(?:s|ed)?|alleg(?:es|ed)|unclear|doubtful|unlikely|no\s+(?:evidence|assurance|certainty)|(?:not|cannot|unable\s+to|never)\s+(?:be\s+)?(?:\w+\s+)?(?:assured|sure|certain|confident|satisfied|confirm|show|demonstrate|evidence|establish|verify|accept|agree|believe|say|claim|know))\s+(?:\w+\s+){0,4}?that\b[^;:()]{0,200}$|\bcorrects?\s+(?:an?|the)\b[^,;:()]{0,60}$/i;
/** What is wanted, asked, supposed or still to come, back to where the clause of the figure begins. */
const notYet =
  /\b(?:if|unless|whether|(?:will|would|should|must|might)(?!\s+not\b)|aim(?:s|ed|ing)?\s+(?:for|at|to)|hop(?:es?|ing)\s+(?:for|to)|(?:is|are)\s+(?:expected|forecast|projected|planned)\s+to|expects|assum(?:es?|ed|ing)|(?:ask|quer|question|wonder)\w*\s+(?:why|how)|confident\s+(?:that|of|in)|(?:told|asked|instructed|reminded)\s+(?:\w+\s+)?to|standard\s+(?:is|was)|(?:procedures?|polic(?:y|ies)|guidance|law|pledge|charter|protocol)\s+(?:\w+\s+)?(?:says?|states?|sets?|requires?)|is\s+(?:one|\{N\d+\})\s+(?:in\s+which|where)|(?:capped|cap|limit(?:ed)?|maximum|ceiling)\s+(?:at|of|to|is)|trajectory|(?:performance|agreed|local|key)\s+measure\s+of|intends?\s+to|allows?\s+for|ambition|target\s+(?:of|is|was)|goal)\b[^,;:()]{0,200}$|\bbenchmark\b[^.;]{0,60}$|^\W*(?:were|had)\s+(?:[a-z]+\s+){0,3}$/i;
/** What a clause tells of England, of other councils or of what was found anywhere. */
const ofOthers =
  /(?:^|[;:]\s*|,\s+(?:and|but|while|whereas)\s+)(?:nationally|regionally|elsewhere|(?:in|across|throughout|within)\s+(?:(?:the\s+rest\s+of\s+)?England|the\s+(?:wider\s+)?region|the\s+(?:voluntary|private|independent)\s+sector)|(?:the\s+)?(?:national|England)\s+(?:average|figure|rate)|(?:(?:among|for|in)\s+)?(?:our\s+|its\s+)?(?:statistical\s+)?neighbours?|(?:an?\s+|the\s+)?(?:national\s+|recent\s+)*(?:research|stud(?:y|ies)))\b(?:(?!\b(?:but|while|whereas|here|local)\b)[^;:]){0,80}$/i;
/** The same, told behind it. */
const ofOthersBehind =
  /^\s*,?\s*(?:nationally|regionally|elsewhere|according\s+to\s+national|(?:in|across|for|among)\s+(?:the\s+rest\s+of\s+)?(?:England|the\s+(?:country|region|nation)|(?:similar|other|neighbouring|comparable)\s|(?:statistical\s+)?neighbours))\b/i;
/** Staff who are no social workers. */
const otherStaff =
  /\b(?:police|health\s+visit\w+|school\s+nurs\w+|midwi\w+|foster\s+carers|CAMHS|NHS|hospitals?|probation|adults?['\u2019]?\s+(?:social\s+care|services)|schools?|teach\w+)\b/i;
/** A place behind it. */
const place = /^\s+(?:in|at|of)\s+\p{Lu}[^.,;:(){}]{0,40}/u;
/** What inspectors looked at is no count of what there is. */
const sampled =
  /^\s*(?:\w+\s+){0,2}?(?:sampled|audited|seen|considered|looked\s+at|spoken\s+(?:with|to))\b/i;
/** The whole that some are out of: what is told is told of those ... */
const ofWhole = /\{[NPQ]\d+\}\)?\s+(?:out\s+)?of\s+(?:(?:the|these|those|its|all)\s+)*$/i;
/** ... unless it is known by what is told, and the clause goes on to say what some of it are or did. */
const known = /\s(?:the|these|those|its)\s+$/i;
const goesOn = /^[^.;:(){}]*?\s(?:are|were|is|was|have|has|had|did|took|live|lived)\b/i;
const looked =
  /\b(?:looked\s+at|sampled|examined|reviewed|considered|tracked|read|saw)\s+(?:\w+\s+){0,2}$/i;
/** One place or team of several, those who were asked and those who were looked at are not the whole. */
const partOnly =
  /\b(?:in|at|for|across|within)\s+(?:(?:one|\{N\d+\}|some|a\s+few|certain|several|other|most)\s+(?:of\s+the\s+)?(?:[a-z]+\s+)?(?:areas?|offices?|teams?|districts?|localit(?:y|ies)|quadrants?|parts?|services?)|the\s+(?:north|south|east|west)\w*|(?:primary|secondary)\b)|\b(?:(?:surveys?|questionnaires?)(?:[^,;{}]{0,40}(?:found|show)\w*|,)|respond(?:ed|ents)|peer\s+review|samples?|cases\s+(?:seen|sampled|reviewed)|inspectors\s+(?:met|spoke))\b|\baudits?\s+(?:of\s+[^,;]{0,40}?)?(?:found|show)|[)}]\s+(?:said|say|told)\b/i;

/** Who looked into it could not say that it is so. */
const unproven =
  /\b(?:(?:could|did)\s+not\s+(?:\w+\s+)?(?:verify|confirm|validate)|not\s+(?:been\s+)?(?:verified|validated)|(?:un|not\s+)reliable)\b/i;
/** Workers of one team, or in one kind of work. */
const someStaff =
  /\b(?:(?:in|within|across|at|for)\s+(?:(?:the|one|an?|some)\s+)?|one\s+|\{N\d+\}\s+)(?:(?!children['\u2019]s\s+services?\b)[\w'\u2019-]+\s+){0,3}?(?:teams?|hub|office|unit|(?<!the\s)service)\b|\b(?:for|among|of)\s+(?:\w+\s+){0,2}?(?:reviewing\s+officers|IROs?|personal\s+advis\w+|supervising)\b/i;
/** True where a figure is denied, doubted, wished for, still to come, the count of a sample or told of others; of workers, also of those of other services. */
export function isNoValue(
  { lead, told, rest, before, all }: Told,
  ofWorkers: boolean,
  elsewhere: FactContext['elsewhere'],
): boolean {
  return (
    refused.test(all) ||
    all.trimEnd().endsWith('?') ||
    should.test(told) ||
    denied.test(rest) ||
    missed.test(lead) ||
    doubted.test(before) ||
    notYet.test(before) ||
    sampled.test(rest) ||
    looked.test(before) ||
    (ofWhole.test(before) && !(known.test(before) && goesOn.test(rest))) ||
    ofOthers.test(before) ||
    ofOthersBehind.test(rest) ||
    (ofWorkers && otherStaff.test(`${before}${told}`)) ||
    elsewhere?.(`${before.replace(/\{\w+\}/g, ' ')} ${place.exec(rest)?.[0] ?? ''}`, true) === true
  );
}

/** Why it may not be so, or be told of a part of those whom it seems to be told of. */
export function doubtOfValue(told: Told, ofWorkers: boolean): string | undefined {
  if (unproven.test(told.all)) return 'it is said that nobody could verify it';
  const ofPart = partOnly.test(told.all) || (ofWorkers && someStaff.test(inClause(told)));
  return ofPart ? 'it may be that of a part of the whole' : undefined;
}
