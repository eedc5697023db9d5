import { monthPattern } from '@monitoring-timeline/core';
import type { FactContext } from '../fact-context.ts';
import type { Told } from './frames.ts';
import { rowsOf, source } from './rule-table.ts';

/**
 * What words around a figure make of it, one line each: which | where they stand | why | words. `none`: it is no value of the authority
 * today. `time`: it may be of another time, where none is said. `part`: it may be of a part. They stand in `all` of the sentence, in the
 * form (`told`), in its `clause`, in that of `workers`, or `at` it: before and behind `<>`, which is the form from its figure on.
 */
const lines = String.raw`
none | all | it is not so, or missed | \b(?:not|never|nor|without|miss(?:ed)?|lack\w*|no longer) (?:\w+ ){0,3}{YZ}
none | all | it is only tried | \b(?:try|tries|trying|aim|want|tenacious|difficult\w*|challenge)\b[^.;]{0,40}{YZ}
none | all | two are told at once, or it is asked | \brespectively\b|\?\s*$
none | told | it is not so, or only should be | \b(?:not|never|compared|should|must|will|would|might|could|ought|may (?:be|have)|miss(?:ed)?|refused|declined (?:an?|the|their)|lack\w*|appl(?:y|ied)|hop(?:es?|ing)|offered|failed|stopped|late|overdue|behind|out of date)\b
none | told | it lies between two, or is of something else | \b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied)|at (?:their )?(?:reviews|conferences|meetings|training))\b
none | at | it is not so of them | <>\s*(?:\([^)]*\)\s*)?(?:are|were|is|was|have|had|do|did|does) (?:still |currently )?(?:not|overdue|no|late|good|poor|weak|missing|incomplete|out of date|refused|(?:been )?closed)\b
none | at | it should be so of them, or is of all pupils | <>\s*(?:\([^)]*\)\s*)?(?:(?:should|must|will|would|might|could|ought)\b|(?:need\w* )?to be\b|for all (?:children|pupils)\b(?! (?:who|looked|in care)))
none | at | it is told of what came of them | <>\s*(?:ha(?:d|s|ve) )?(?:result(?:s|ed)? in|le(?:ad|ads|d) to|c[ao]me from)\b
none | clause | it is of the youngest or the oldest alone | (?:{X}|children)\)? (?:aged )?(?:under|over|below|above) (?:{N}|(?:the age of )?(?:five|5)\b|the age of 16\b)
none | at | what it would be told of has a figure of its own | <> in (?:{N} \({P}\)|{P} of cases)
none | at | it is doubted | \b(?:(?:not|never|hardly) (?:the case|true|correct|right|accurate|clear|likely|certain)|untrue|incorrect|wrong|false|inaccurate|in error|claim(?:s|ed)?|alleg(?:es|ed)|unclear|doubtful|unlikely|no (?:evidence|assurance|certainty))<THAT>
none | at | nobody can say so | \b(?:not|cannot|unable to|never) (?:be )?(?:\w+ )?(?:assured|sure|certain|confident|satisfied|confirm|show|demonstrate|evidence|establish|verify|accept|agree|believe|say|claim|know)<THAT>
none | at | it is corrected | \bcorrects? (?:an?|the)\b[^,;:()]{0,60}<>
none | at | it is wanted or still to come | \b(?:(?:will|would|should|must|might)(?! not\b)|aim(?:s|ed|ing)? (?:for|at|to)|hop(?:es?|ing) (?:for|to)|(?:is|are) (?:expected|forecast|projected|planned) to|expects|confident (?:that|of|in)|trajectory|intends? to|allows? for|ambition|target (?:of|is|was)|goal)\b<ON>
none | at | it is asked for | \b(?:(?:ask|quer|question|wonder)\w* (?:why|how)|(?:told|asked|instructed|reminded) (?:\w+ )?to|standard (?:is|was)|(?:procedures?|polic(?:y|ies)|guidance|law|pledge|charter|protocol) (?:\w+ )?(?:says?|states?|sets?|requires?))\b<ON>
none | at | it is supposed, or a limit | \b(?:if|unless|whether|assum(?:es?|ed|ing)|is (?:one|{N}) (?:in which|where)|(?:capped|cap|limit(?:ed)?|maximum|ceiling) (?:at|of|to|is)|(?:performance|agreed|local|key) measure of)\b<ON>|\bbenchmark\b[^.;]{0,60}<>|^\W*(?:were|had) (?:[a-z]+ ){0,3}<>
none | at | inspectors looked at so many | \b(?:looked at|sampled|examined|reviewed|considered|tracked|read|saw) (?:\w+ ){0,2}<>|<>\s*(?:\w+ ){0,2}?(?:sampled|audited|seen|considered|looked at|spoken (?:with|to))\b
none | at | it is the whole that some are out of, and not known by what is told with more to come of it | {NPQ}\)? (?:out )?of (?:(?:the|these|those|its|all) )*(?:(?<! (?:the|these|those|its) )<>|<>(?![^.;:(){}]*? (?:are|were|is|was|have|has|had|did|took|live|lived)\b))
none | at | it is of England, other councils or studies | (?:^|[;:]\s*|, (?:and|but|while|whereas) )(?:nationally|regionally|elsewhere|(?:in|across|throughout|within) (?:(?:the rest of )?England|the (?:wider )?region|the (?:voluntary|private|independent) sector)|(?:the )?(?:national|England) (?:average|figure|rate)|(?:(?:among|for|in) )?(?:our |its )?(?:statistical )?neighbours?|(?:an? |the )?(?:national |recent )*(?:research|stud(?:y|ies)))\b(?:(?!\b(?:but|while|whereas|here|local)\b)[^;:]){0,80}<>
none | at | so it is behind it | <>\s*,?\s*(?:nationally|regionally|elsewhere|according to national|(?:in|across|for|among|by) (?:the rest of )?(?:England|the (?:country|region|nation)|(?:similar|other|neighbouring|comparable) |(?:statistical )?neighbours))\b
none | told | so is what it is told of | {XZ}\)? (?:nationally|regionally|elsewhere|(?:in|across|for|among) (?:the rest of )?(?:England|the (?:country|region)|similar|other|neighbouring))\b
none | workers | it is a share of these workers alone | {P}\)? of (?:(?:the|its|our|all) )*(?:{N} )?{Z}
none | workers | they are of other services | \b(?:police|health visit\w+|school nurs\w+|midwi\w+|foster (?:carers|homes)|partners?|CAMHS|NHS|hospitals?|probation|adults?['\u2019]? (?:social care|services)|schools?|teach\w+)\b
time | clause | the inspection before may have found it | \b(?:last|previous) (?:(?!this\b)\w+ ){0,2}?(?:inspection|visit) (?:(?:also|had) )?(?:found|reported|identified|noted|showed)\b|\b(?:at|during|in) (?:the time of )?the (?:last|previous) (?:\w+ ){0,2}?(?:inspection|visit),? [^;]{0,200}\{
time | all | the sentence names a time that may be its | (?<!(?:average|nationally|since|compared (?:with|to)|legislation|act|from|inspection)[^,;]{0,40})\{D\d
time | clause | the sentence names a time that may be its | \b(?:in|by|during|until|end of) (?:<MONTH>)\b|\bquarters? \d|(?<![{\w])Q[1-4]\b|\bon (?:one|{N}) day\b
part | all | it is said that nobody could verify it | \b(?:(?:could|did) not (?:\w+ )?(?:verify|confirm|validate)|not (?:been )?(?:verified|validated)|(?:un|not )reliable)\b
part | all | it may be that of a part of the whole | \b(?:in|at|for|across|within) (?:(?:one|{N}|some|a few|certain|several|other|most) (?:of the )?(?:[a-z]+ )?(?:areas?|offices?|teams?|districts?|localit(?:y|ies)|quadrants?|parts?|services?)|the (?:north|south|east|west)\w*|(?:primary|secondary)\b|years? (?:[1-9]|1[0-3])\b)
part | all | it may be that of a part of the whole | \b(?:(?:in|of) (?:the|our|an?) survey|(?:surveys?|questionnaires?)(?:[^,;{}]{0,40}(?:found|show)\w*|,)|respond(?:ed|ents)|peer review|samples?|(?:cases|those) (?:seen|sampled|reviewed)|(?:inspectors|we) (?:met|spoke|saw))\b|{X}\)? (?:seen|sampled|spoken|tracked|reviewed)\b|\baudits? (?:of [^,;]{0,40}?)?(?:found|show)|[)}] (?:said|say|told|felt|feel)\b
part | workers | it may be that of a part of the whole | (?:\b(?:in|within|across|at|for) (?:(?:the|one|an?|some) )?|\b(?:one|each) |{N} )(?:(?!children['\u2019]s services?\b)[\w'\u2019-]+ ){0,3}?(?:teams?|hub|office|unit|(?<!the )service)\b|\b(?:for|among|of) (?:\w+ ){0,2}?(?:reviewing officers|IROs?|personal advis\w+|supervising|(?<=of \w+ )managers)\b
`;

const parts = {
  THAT: String.raw` (?:\w+ ){0,4}?that\b[^;:()]{0,200}<>`,
  ON: '[^,;:()]{0,200}<>',
  MONTH: monthPattern,
};
const rows = rowsOf(lines).map(([kind, where = '', why, words = '']) => {
  return { kind, where, why, words: new RegExp(source(words, parts), 'i') };
});

/** What its words make of a figure, and so why; undefined where they say nothing against it. */
export function objectionTo(told: Told, kind: 'none' | 'time' | 'part', ofWorkers: boolean) {
  const { before, rest, clause } = told;
  const texts: Readonly<Record<string, unknown>> = {
    ...told,
    at: `${before}<>${rest}`,
    workers: ofWorkers ? clause : '',
  };
  return rows.find((row) => row.kind === kind && row.words.test(`${texts[row.where]}`))?.why;
}

/** True where a figure is told of another authority, or of a place behind it that is another's. */
export function isElsewhere({ before, rest }: Told, { elsewhere }: FactContext): boolean {
  const place = /^ (?:in|at|of) \p{Lu}[^.,;:(){}]{0,40}/u.exec(rest)?.[0] ?? '';
  return elsewhere?.(`${before.replace(/\{\w+\}/g, ' ')} ${place}`, true) === true;
}
