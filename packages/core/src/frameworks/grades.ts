/**
 * The four-point scale of today, and `adequate`, which stood in the place of "requires improvement"
 * until the single inspection framework abolished it in November 2013.
 */
export const grades = [
  'outstanding',
  'good',
  'requires_improvement',
  'inadequate',
  'adequate',
] as const;

/**
 * What stands where a grade is missing on purpose. `not_judged`: the inspectors printed that they
 * made no judgement (two very small authorities, 2016). `not_reported`: the framework has no such
 * judgement, or the source says that it is not given. A grade nobody could read is neither.
 */
export const nonGrades = ['not_judged', 'not_reported'] as const;

/** A grade; see `grades`. */
export type Grade = (typeof grades)[number];
/** What stands where a grade is missing on purpose; see `nonGrades`. */
export type NonGrade = (typeof nonGrades)[number];
/** A grade, or why there is none. */
export type GradeOrNot = Grade | NonGrade;

/** Every code that may stand in a judgement. */
export const gradeOrNot: readonly GradeOrNot[] = [...grades, ...nonGrades];

const rank: Readonly<Record<Grade, number>> = {
  inadequate: 1,
  requires_improvement: 2,
  adequate: 2,
  good: 3,
  outstanding: 4,
};

/** True of the code of a grade. */
export function isGrade(value: unknown): value is Grade {
  return typeof value === 'string' && Object.hasOwn(rank, value);
}

/** True of every code that may stand in a judgement. */
export function isGradeOrNot(value: unknown): value is GradeOrNot {
  return isGrade(value) || value === 'not_judged' || value === 'not_reported';
}

/**
 * Place on the ladder, 1 (inadequate) to 4 (outstanding), for telling up from down and nothing else:
 * the ranks are ordinal, so never average them. `adequate` shares a rung with
 * `requires_improvement`, and `scaleChanged` says when that matters. A non-grade has no rank.
 */
export function gradeRank(grade: GradeOrNot): number | undefined {
  return isGrade(grade) ? rank[grade] : undefined;
}

/** True where one of the two is on the scale with `adequate` and the other is not. */
export function scaleChanged(from: GradeOrNot, to: GradeOrNot): boolean {
  return (from === 'adequate') !== (to === 'adequate');
}

/** How a grade reads today in running text. */
export const gradeLabels: Readonly<Record<GradeOrNot, string>> = {
  outstanding: 'Outstanding',
  good: 'Good',
  requires_improvement: 'Requires improvement to be good',
  inadequate: 'Inadequate',
  adequate: 'Adequate',
  not_judged: 'Not judged',
  not_reported: 'Not reported',
};

/** Grades as running text prints them. */
const spoken = new Map<string, GradeOrNot>([
  ['outstanding', 'outstanding'],
  ['good', 'good'],
  ['requires improvement', 'requires_improvement'],
  ['requires improvement to be good', 'requires_improvement'],
  ['requiring improvement', 'requires_improvement'],
  ['requiring improvement to be good', 'requires_improvement'],
  ['require improvement', 'requires_improvement'],
  ['require improvement to be good', 'requires_improvement'],
  ['inadequate', 'inadequate'],
  ['adequate', 'adequate'],
  ['not judged', 'not_judged'],
]);

/** Those, and what tables print where nothing but a grade can stand. */
const spellings = new Map<string, GradeOrNot>([
  ...spoken,
  ['ri', 'requires_improvement'],
  ['no judgement', 'not_judged'],
  ['not reported', 'not_reported'],
  ['not reported post reform', 'not_reported'],
]);

/** Source of a regular expression of some grades as running text prints them, in small letters; lines may break in them. */
export function gradePattern(among: readonly GradeOrNot[]): string {
  return [...spoken]
    .filter(([, grade]) => among.includes(grade))
    .map(([spelling]) => spelling.replaceAll(' ', String.raw`\s+`))
    .sort((a, b) => b.length - a.length)
    .join('|');
}

/**
 * Reads a printed grade in any spelling of the sources, whatever its case, spacing, line breaks,
 * hyphens, underscores or closing full stop ("Requires improvement to be good", "RI", "requires_improvement").
 * Answers undefined for anything else: a dash or an empty cell says nothing of why it is empty, and
 * a word such as "unreadable" is a fault of the reader, not a grade.
 */
export function readGrade(printed: string): GradeOrNot | undefined {
  const plain = printed
    .normalize('NFKC')
    .replace(/[\s_\u00ad\u2010-\u2015-]+/gu, ' ')
    .trim()
    .replace(/ ?[.,;:*]+$/u, '')
    .toLowerCase();
  return spellings.get(plain);
}
