import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Answer, pathSegments } from '../http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

// Cards bring images from anywhere; Fluent UI and adaptivecards set styles in place; the app's pages are framed from
// the playground's own origin.
const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src * data: blob:',
  "font-src 'self' data: https:",
  'media-src https:',
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': PAGE_POLICY,
};

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta http-equiv="refresh" content="2">
  <title>Playground</title>
  <body style="font-family: system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
    <h1>The page is not built yet</h1>
    <p>With <code>npm start</code> it is being built just now, and this page reloads by itself.
    Otherwise run <code>npm run build</code>.</p>
    <p>The playground itself is running: the bot can post already.</p>
  </body>
</html>
`;

/**
 * A file of the built page. `/` is its index.html; anything outside the directory, and anything that is not there,
 * is 404.
 */
export async function staticFile(directory: string, pathname: string): Promise<Answer> {
  const segments = pathSegments(pathname);
  const unsafe = (name: string): boolean =>
    name === '..' || name.includes('\0') || name.includes('/') || name.includes(sep);
  if (!segments || segments.some(unsafe)) return notFound();
  const isIndex = pathname === '/' || pathname === '/index.html';
  try {
    const root = await realpath(directory);
    const file = await realpath(join(root, ...(isIndex ? ['index.html'] : segments)));
    if (!file.startsWith(root + sep)) return notFound();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    // Built files carry a hash in their name; index.html names them and must be fresh.
    const cache = segments[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-cache';
    return { status: 200, body: await readFile(file), headers: { 'content-type': type, 'cache-control': cache } };
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (!isIndex) return notFound();
    return {
      status: 503,
      body: NOT_BUILT,
      headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2' },
    };
  }
}

function notFound(): Answer {
  return { status: 404, body: 'Not found.\n' };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code));
}
