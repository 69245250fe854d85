import './bot/node-version.mjs';

// What "npm start" does: the service and, beside it, Teams on your own machine.
const alone = process.argv.includes('--no-playground') || Boolean(process.env.BOT_ID);
if (alone) await import('./bot/main.ts');
else await import('./playground/start-both.ts');
