import { Option } from 'commander';
import { authorityArgument, several, type Tools } from './tools.ts';

/** The questions about many authorities. */
export function addOverviewQuestions({ program, call, end }: Tools): void {
  program
    .command('picture')
    .description('how many authorities hold each grade, in England or a region')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--framework <code>', 'one framework only, such as SIF or ILACS')
    .addOption(
      new Option('--by <what>', 'count in groups').choices(['region', 'type', 'framework']),
    )
    .addOption(
      new Option('--every <period>', 'the same day of every earlier year').choices(['year']),
    )
    .addOption(countOption())
    .action(async (_, command) => {
      const { answerPicture } = await import('../commands/picture.ts');
      end(await answerPicture(call(command)));
    });

  program
    .command('due')
    .argument('[authority...]', `of one authority alone: ${authorityArgument}`)
    .description('which inspections, visits and statements are due, by which rule, how surely')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--authority <name>', 'one authority')
    .option('--status <status>', 'one status, such as overdue, due or window_open')
    .option('--rule <id>', 'one rule, such as ilacs-cycle')
    .option('--within <span>', 'what changes by the calendar within a span, such as 6m or 1y')
    .option('--policy <file>', 'the same history under other rules (JSON): what if')
    .option('--compare', 'with --policy: who moves between the rules in force and those')
    .action(async (words: string[], _, command) => {
      const { answerDue } = await import('../commands/due.ts');
      end(await answerDue(words.join(' '), call(command)));
    });

  program
    .command('calendar')
    .argument('[authority...]', `of one authority alone: ${authorityArgument}`)
    .description('windows, due dates and statutory deadlines as an iCalendar file')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--output <file>', 'write to a file (default: standard output)')
    .action(async (words: string[], _, command) => {
      const { writeCalendar } = await import('../commands/calendar.ts');
      end(await writeCalendar(words.join(' '), call(command)));
    });

  program
    .command('board')
    .description('one row an authority: standing, trajectory, last and next activity, due')
    .option('--region <name>', 'a region of England, by name or code')
    .action(async (_, command) => {
      const { answerBoard } = await import('../commands/board.ts');
      end(await answerBoard(call(command)));
    });

  program
    .command('authorities')
    .description('the authorities that existed on the day, with the codes that others know them by')
    .option('--region <name>', 'a region of England, by name or code')
    .action(async (_, command) => {
      const { answerAuthorities } = await import('../commands/authorities.ts');
      end(await answerAuthorities(call(command)));
    });

  program
    .command('list')
    .description('the authorities in a standing, alphabetical')
    .option('--where <area=grade>', 'an area and its grade; several must all hold', several)
    .option('--region <name>', 'a region of England, by name or code')
    .option('--neighbours-of <authority>', 'among the statistical neighbours of this one')
    .action(async (_, command) => {
      const { answerList } = await import('../commands/list.ts');
      end(await answerList(call(command)));
    });

  program
    .command('findings')
    .description('what reports ask to be improved, by topic')
    .option('--topic <words>', 'code of a theme, or words of a topic')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--authority <name>', 'one authority')
    .action(async (_, command) => {
      const { answerFindings } = await import('../commands/findings.ts');
      end(await answerFindings(call(command)));
    });

  program
    .command('commitments')
    .description('what authorities said that they would do, and by when')
    .option('--by <date>', 'due on or before this day, month or year')
    .option('--within <date>', 'due within a month, a year or two ends (2020-01/2020-06), or 6m')
    .option('--authority <name>', 'one authority')
    .option('--region <name>', 'a region of England, by name or code')
    .action(async (_, command) => {
      const { answerCommitments } = await import('../commands/commitments.ts');
      end(await answerCommitments(call(command)));
    });

  program
    .command('coverage')
    .description('which activity the record lists completely, from when to when')
    .action(async (_, command) => {
      const { answerCoverage } = await import('../commands/coverage.ts');
      end(await answerCoverage(call(command)));
    });

  program
    .command('reconcile')
    .argument('<snapshot...>', 'title or event id of a published table on record')
    .description('a published table beside ours, cell by cell, with who explains each difference')
    .addOption(countOption())
    .action(async (words: string[], _, command) => {
      const { answerReconcile } = await import('../commands/reconcile.ts');
      end(await answerReconcile(words.join(' '), call(command)));
    });
}

function countOption(): Option {
  return new Option('--count <what>', 'standings, or every report published').choices([
    'authorities',
    'reports',
  ]);
}
