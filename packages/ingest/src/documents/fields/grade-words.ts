import { type GradeOrNot, gradePattern, grades } from '@monitoring-timeline/core';

/** Grades of any framework, for patterns. */
export const gradeWords = gradePattern(grades);

/** What may stand in a column of judgements. */
export const judgementWords = gradePattern([...grades, 'not_judged']);

const ofToday: readonly GradeOrNot[] = grades.filter((grade) => grade !== 'adequate');

/** Grades of the scale since 2013: in running text, "adequate" is mostly said of something else. */
export const gradeWordsOfToday = gradePattern(ofToday);
export const judgementWordsOfToday = gradePattern([...ofToday, 'not_judged']);
