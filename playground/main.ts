import { readOptions } from './options.ts';
import { startPlayground } from './playground.ts';

// Whatever is written is for its owner only.
process.umask(0o077);
try {
  const playground = await startPlayground(readOptions(process.env));
  console.log(`Playground: ${playground.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      playground.close().catch((error: unknown) => {
        console.error('The playground could not close properly:', error);
        process.exitCode = 1;
      });
    });
  }
} catch (error) {
  console.error(`Playground: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
