import { type Command, Option } from 'commander';
import {
  authoritiesOption,
  authorityArgument,
  needed,
  reason,
  refuseMissing,
  several,
  type Tools,
} from './tools.ts';

/** What adds to the record, and what carries it elsewhere. */
export function addWriting(tools: Tools): void {
  const { program, call, end } = tools;
  program
    .command('import')
    .argument('<path...>', 'files, folders or patterns such as "reports/**/*.pdf"')
    .description(
      'adds the facts of files to the store (PDF, .docx, .odt, .html, .mhtml, .eml, .txt, .csv, .ods, .xlsx, .jsonl); what is there already is left alone',
    )
    .option('--published <day>', 'when a release that does not say so was published')
    .option(
      '--ocr',
      'recognise the text of PDFs that hold pictures, by Tesseract, and ask about it',
    )
    .option('--dry-run', 'says what it would add and which answers would change; writes nothing')
    .action(async (paths: string[], _, command) => {
      const { importFiles } = await import('../commands/import.ts');
      end(await importFiles(paths, call(command)));
    });

  program
    .command('read')
    .argument('<path...>', 'files, folders or patterns such as "reports/**/*.pdf"')
    .description('says what import would take from files, and writes nothing')
    .option('--published <day>', 'when a release that does not say so was published')
    .option(
      '--ocr',
      'recognise the text of PDFs that hold pictures, by Tesseract, and ask about it',
    )
    .option('--show', 'print the passages of documents with what was drawn out marked')
    .option('--output <folder>', 'with --show: draw their pages as PNG, with the same marked')
    .action(async (paths: string[], _, command) => {
      const { readFiles } = await import('../commands/read.ts');
      end(await readFiles(paths, call(command)));
    });

  program
    .command('passage')
    .argument(
      '<event>',
      'id of an event, as `because` of an answer or `history --json` has it, or the beginning of it',
    )
    .description('what an event says in its document: the lines, or the page as a picture')
    .option('--output <file>', 'draw the page of a PDF as a PNG, with the passage marked')
    .option('--page <number>', 'with --output: another page on which the event was read')
    .option('--scale <number>', 'with --output: pixels for each point (default: 1.5)')
    .option('--part <part>', 'with --output: the whole page, or the passage alone (default: page)')
    .option('--authority <name>', 'whose event it is: reads one stream instead of the log')
    .action(async (id: string, _, command) => {
      const { tellPassage } = await import('../commands/passage.ts');
      end(await tellPassage(id, call(command)));
    });

  program
    .command('watch')
    .argument('<folder>', 'the folder that files are dropped into')
    .description('imports what is in a folder and whatever is dropped into it, until stopped')
    .option('--published <day>', 'when a release that does not say so was published')
    .option(
      '--ocr',
      'recognise the text of PDFs that hold pictures, by Tesseract, and ask about it',
    )
    .option('--settle <seconds>', 'how long a file must stay the same to be whole (default: 2)')
    .action(async (folder: string, _, command) => {
      const { watchForFiles } = await import('../commands/watch.ts');
      end(await watchForFiles(folder, call(command)));
    });

  addRecord(tools);

  program
    .command('correct')
    .argument('<event>', 'id of the event to correct, or the beginning of it')
    .description('corrects places of one event; without --set or --file lists those places')
    .option('--set <place=value>', 'what is right there; may be given several times', several)
    .option('--why <words>', 'with --set: why', reason)
    .option('--file <file>', 'JSON {pointer, value, why, cause?, known?}, or a list of such')
    .option('--source <words>', 'what the correction rests on')
    .option('--authority <name>', 'whose event it is: reads one stream instead of the log')
    .option('--by <name>', 'who says so (default: the user of this machine)')
    .option('--dry-run', 'says what it would write and which answers would change; writes nothing')
    .action(async (id: string, _, command) => {
      const { correctEvent } = await import('../commands/correct.ts');
      end(await correctEvent(id, call(command)));
    });

  program
    .command('retract')
    .argument('<event>', 'id of the event to retract, or the beginning of it')
    .description('appends that an event does not hold; retracting a repair undoes it')
    .requiredOption('--why <words>', 'why it does not hold', reason)
    .addOption(
      new Option('--cause <cause>', 'ours: misread; source: withdrawn by its publisher')
        .choices(['ours', 'source'])
        .default('ours'),
    )
    .option('--known <day>', 'with --cause source: when its publisher withdrew it')
    .option('--source <words>', 'what the retraction rests on')
    .option('--authority <name>', 'whose event it is: reads one stream instead of the log')
    .option('--by <name>', 'who says so (default: the user of this machine)')
    .option('--dry-run', 'says what it would write and which answers would change; writes nothing')
    .action(async (id: string, _, command) => {
      const { retractEvent } = await import('../commands/retract.ts');
      end(await retractEvent(id, call(command)));
    });

  program
    .command('undo')
    .description('takes back what you wrote last: a fact, a correction, a retraction, a decision')
    .option('--why <words>', 'why (default: that you undid it)', reason)
    .option('--source <words>', 'what that rests on')
    .option('--authority <name>', 'of whom: reads one stream instead of the log')
    .option('--by <name>', 'whose act (default: the user of this machine)')
    .action(async (_, command) => {
      const { undo } = await import('../commands/undo.ts');
      end(await undo(call(command)));
    });

  program
    .command('export')
    .description('writes out the log, which import takes in again, or any view as a table')
    .addOption(
      new Option(
        '--format <format>',
        'jsonl and cloudevents for the log; jsonl, csv and parquet for views (default: as --output ends, else jsonl)',
      ).choices(['jsonl', 'csv', 'parquet', 'cloudevents']),
    )
    .option(
      '--view <name>',
      'events, standing, areas, trajectory, due, ...; all for a folder of all',
    )
    .option('--region <name>', 'with --view: one region only')
    .option('--authority <name>', `with --view: ${authoritiesOption}`, several)
    .option('--output <file>', 'write to a file (default: standard output)')
    .option('--bom', 'begin CSV with the mark that Excel on Windows needs (in a file: always)')
    .option('--no-bom', 'leave that mark out of a file')
    .option('--no-people', 'leave out the names of people, which follow the log')
    .option('--dictionary', 'says what every table and column means, and exports nothing')
    .action(async (_, command) => {
      const { exportAs } = await import('../commands/export.ts');
      end(await exportAs(call(command)));
    });

  program
    .command('verify')
    .description('recomputes every hash and says whether the log is what was written')
    .option(
      '--head <hash>',
      'a head of the log that was noted elsewhere: shows an end that was lost',
    )
    .option('--people <hash>', 'a hash of the register of people that was noted elsewhere')
    .action(async (_, command) => {
      const { answerVerify } = await import('../commands/verify.ts');
      end(await answerVerify(call(command)));
    });

  program
    .command('copy')
    .description('copies a whole log and its register of people to another store; may be run again')
    .option('--from <address>', 'store to copy (default: --store)')
    .requiredOption('--to <address>', 'store to copy into, made where there is none')
    .option('--no-people', 'leave out the names of people')
    .action(async (_, command) => {
      const { copyStore } = await import('../commands/copy.ts');
      end(await copyStore(call(command)));
    });
}

function addRecord({ program, call, end }: Tools): void {
  const record = program
    .command('record')
    .description('adds a fact that you know yourself, with your name and its source');

  function fact(name: string, description: string): Command {
    return record
      .command(name)
      .argument('[authority...]', authorityArgument)
      .description(description)
      .addOption(
        needed('--on <date>', 'when: a day; where it is not known to the day, a month or year'),
      )
      .option('--planned', 'it is announced for a day to come; without it such a day is asked back')
      .addOption(needed('--source <words>', 'where you know it from'))
      .option('--publisher <name>', 'who said it (default: as --source)')
      .addOption(
        new Option('--rank <rank>', 'whose word it is')
          .choices(['report', 'release', 'government', 'council', 'press', 'secondary', 'person'])
          .default('secondary'),
      )
      .option('--url <address>', 'where it can be read')
      .option('--known <day>', 'since when it is public (default: today)')
      .option('--by <name>', 'who writes it down (default: the user of this machine)')
      .action(async (words: string[], _, command) => {
        await refuseMissing(command, `record ${name}`, words);
        const { recordOwnFact } = await import('../commands/record.ts');
        end(await recordOwnFact(name, words.join(' '), call(command)));
      });
  }

  fact('inspection-begun', 'inspectors have arrived for a graded inspection')
    .option('--framework <code>', 'framework (default: ILACS)')
    .option('--kind <kind>', 'standard, short, full or reinspection, where known');

  fact('visit', 'inspectors came for a visit that gives no grade')
    .addOption(needed('--kind <kind>', 'monitoring, focused, jtai, assurance or another'))
    .option('--to <day>', 'last day on site, where it has passed')
    .option('--sequence <number>', 'which monitoring visit since the judgement')
    .option('--topic <words>', 'what a focused visit looked at');

  fact('leadership', 'somebody took up, left or was appointed to a post, or was seen in it')
    .addOption(needed('--role <role>', 'dcs, lead_member, chief_executive, leader or another'))
    .addOption(needed('--change <change>', 'started, ended, appointed or seen'))
    .option('--person <name>', 'name; kept in the register of people, not in the event')
    .option('--status <status>', 'permanent, interim, acting or designate')
    .option('--title <words>', 'title as printed');

  fact('intervention', 'government intervention began or ended')
    .addOption(
      needed('--instrument <what>', 'direction, commissioner, improvement_notice or another'),
    )
    .addOption(needed('--change <change>', 'started or ended'))
    .option('--person <name>', 'name of a commissioner or adviser')
    .option('--title <words>', 'title as printed')
    .option('--note <words>', 'what else its source says');

  fact('statement', 'an authority published its action statement or plan, or did not')
    .addOption(
      needed(
        '--clock <what>',
        'action_statement, priority_action_plan or report_published_by_authority',
      ),
    )
    .option('--not-done', 'a source says that it was not published')
    .option('--framework <code>', 'of which inspection (default: the latest graded by --on)')
    .option('--begun <day>', 'first day on site of that inspection or visit')
    .option('--visit <kind>', 'where it follows a visit: monitoring, focused, jtai or another')
    .option('--title <words>', 'title as printed');
}
