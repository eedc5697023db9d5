import { authoritiesArgument, authoritiesOption, several, type Tools } from './tools.ts';

/** What was learnt when, and what comes in from now on. */
export function addOverTime({ program, call, end }: Tools): void {
  program
    .command('replay')
    .argument('[authority...]', `${authoritiesArgument} (default: all)`)
    .description('the record in the order in which it became known, as JSON lines')
    .option('--from <day>', 'first day (default: of the first event)')
    .option('--to <day>', 'last day (default: of the last event)')
    .option('--speed <days>', 'days a second (default: 0, as fast as it goes)')
    .action(async (words: string[], _, command) => {
      const { replayRecord } = await import('../commands/replay.ts');
      end(await replayRecord(words, call(command)));
    });

  program
    .command('subscribe')
    .description('events as they come in, after those on record, as JSON lines')
    .option(
      '--from <checkpoint>',
      'after this position, or POSITION~HASH as it was told; "end" for what comes in from now on',
    )
    .option('--authority <name>', authoritiesOption, several)
    .option('--region <name>', 'a region of England, by name or code')
    .option('--type <type>', 'events of a type; may be given several times', several)
    .option('--until-caught-up', 'end at the present end of the log')
    .action(async (_, command) => {
      const { subscribe } = await import('../commands/subscribe.ts');
      end(await subscribe(call(command)));
    });

  program
    .command('lag')
    .description('whether this program can read the whole log, and how far it lags where not')
    .action(async (_, command) => {
      const { answerLag } = await import('../commands/lag.ts');
      end(await answerLag(call(command)));
    });
}
