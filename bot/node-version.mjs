import * as nodeModule from 'node:module';

// Plain JavaScript, so that a Node that cannot run TypeScript still says what to do. Imported first by every program.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  process.stderr.write(
    `Channel Connectors needs Node 24 or later, and this is ${process.version}.\n` +
      'On Linux x64 "npm ci" brings one along: start it with "npm start". Elsewhere install Node 24 from nodejs.org.\n',
  );
  process.exit(1);
}

// What was compiled once is kept in the system's folder for temporary files: a command starts in half the time.
nodeModule.enableCompileCache();
