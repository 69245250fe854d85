import { runCommand } from './run-command.ts';

// Whatever is written is for its owner only.
process.umask(0o077);
const { exitCode, stdout, stderr } = await runCommand(process.argv.slice(2), process.env);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
