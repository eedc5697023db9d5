import type { PersonLine, SeedFile } from './authoring.ts';
import { cheshireEastCabinetPaper2020 } from './cheshire-east-cabinet-paper-2020.ts';
import { stocktonBoardPaper2016 } from './stockton-board-paper-2016.ts';
import { sunderlandArticle2018 } from './sunderland-article-2018.ts';
import { sunderlandIntervention } from './sunderland-intervention.ts';
import { sunderlandMonitoringLetter2016 } from './sunderland-monitoring-letter-2016.ts';
import { sunderlandReinspection2018 } from './sunderland-reinspection-2018/index.ts';

export type { PersonLine, SeedFile } from './authoring.ts';

/**
 * Facts read by hand from five documents, and the outside facts of Sunderland's intervention: the reviewed source
 * of `data/seeds`. Every event is checked against the catalogue; the same facts give the same files.
 */
export function seedFacts(): readonly SeedFile[] {
  return [
    sunderlandReinspection2018(),
    sunderlandMonitoringLetter2016(),
    sunderlandArticle2018(),
    sunderlandIntervention(),
    cheshireEastCabinetPaper2020(),
    stocktonBoardPaper2016(),
  ];
}

/** Every person named in any file, once, by id. Names stand here and nowhere else in the record. */
export function seedPeople(files: readonly SeedFile[]): readonly PersonLine[] {
  const names = new Map(files.flatMap(({ people }) => people.map((line) => [line.person, line])));
  return [...names.values()].toSorted((a, b) => (a.person < b.person ? -1 : 1));
}

/** JSON lines, as the record is shipped. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
