import type { Command } from 'commander';
import type { Tools } from './tools.ts';

/** The service, and who may use it. */
export function addService(tools: Tools): void {
  const { program, call, end } = tools;
  withSettings(program.command('serve'))
    .description('answers the same questions over HTTP, until Ctrl+C')
    .action(async (_, command) => {
      const { serve } = await import('../commands/serve.ts');
      end(await serve(call(command)));
    });

  withSettings(program.command('start'))
    .description('makes the store from the shipped record, and shows the national picture')
    .option('--serve', 'then serve it until Ctrl+C')
    .action(async (_, command) => {
      const { start } = await import('../commands/start.ts');
      end(await start(call(command)));
    });

  program
    .command('digest')
    .description(
      'who is sent a digest of notices by mail, when the next goes, what became of the last',
    )
    .option('--config <file>', 'settings as JSON; TIMELINE_SMTP_HOST and the like go before it')
    .option('--preview', 'what each would say now; nothing is sent')
    .option('--send', 'send what is due, once: for who runs no service')
    .action(async (_, command) => {
      const { answerDigest } = await import('../commands/digest.ts');
      end(await answerDigest(call(command)));
    });

  addToken(tools);
}

function withSettings(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen on; 0 takes a free one (default: 8080)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--reading <how>', 'open or closed (default: open on a loopback address alone)')
    .option('--config <file>', 'settings as JSON; TIMELINE_PORT and the like go before it');
}

function addToken({ program, call, end }: Tools): void {
  const token = program.command('token').description('who may read closed data, and who may write');

  token
    .command('create')
    .description('creates a token and prints it, this once')
    .requiredOption('--role <role>', 'reader, editor or admin')
    .option('--expires <span>', 'how long it is good: 90d, 6m, 1y or the last day', '90d')
    .option('--name <words>', 'what it is for')
    .option('--by <name>', 'who creates it (default: the user of this machine)')
    .action(async (_, command) => {
      const { createOne } = await import('../commands/token.ts');
      end(await createOne(call(command)));
    });

  token
    .command('list')
    .description('every token, its role, how long it is good and when it was used last')
    .action(async (_, command) => {
      const { listTokens } = await import('../commands/token.ts');
      end(await listTokens(call(command)));
    });

  token
    .command('revoke')
    .argument('<id>', 'id of the token, as token list shows it')
    .description('takes a token back for good')
    .option('--by <name>', 'who revokes it (default: the user of this machine)')
    .action(async (id: string, _, command) => {
      const { revokeOne } = await import('../commands/token.ts');
      end(await revokeOne(id, call(command)));
    });
}
