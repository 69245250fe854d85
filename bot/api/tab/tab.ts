import type { Request, Response, Server } from 'restify';
import { apiTexts } from '../../locales/api-texts.ts';
import type { Language } from '../../locales/language.ts';
import { acceptedLanguage } from '../http/accept-language.ts';
import { type PagePolicyOptions, pagePolicy } from './page-policy.ts';
import { createTabFiles, type TabFile } from './tab-file.ts';

export interface TabOptions extends PagePolicyOptions {
  /** Where the built tab is. */
  directory: string;
  language: Language;
  onError: (error: unknown) => void;
}

const page = 'index.html';

/**
 * Serves the built tab below `/tab`. Every path that names no file, such as `/tab/configure`, is the page, which finds
 * its screen itself.
 */
export function mountTab(server: Server, options: TabOptions): void {
  const find = createTabFiles(options.directory);
  const policy = pagePolicy(options);

  async function serve(request: Request, response: Response): Promise<void> {
    const name = request.getPath().replace(/^\/tab\/?/, '');
    const isPage = !/\.\w+$/.test(name);
    try {
      const file = await find(isPage ? page : name);
      if (file) return send(request, response, file, policy);
      const { tab } = apiTexts(acceptedLanguage(request.headers['accept-language'], options.language));
      if (isPage || name === page) refuse(response, 503, tab.missing);
      else refuse(response, 404, tab.noFile);
    } catch (error) {
      options.onError(error);
      refuse(response, 500, apiTexts(options.language).details.internal);
    }
  }

  const notAllowed = async (_: Request, response: Response) =>
    refuse(response, 405, apiTexts(options.language).details['method-not-allowed'], { allow: 'GET, HEAD' });
  for (const path of ['/tab', '/tab/*']) {
    server.get(path, serve);
    server.head(path, serve);
    for (const method of ['post', 'put', 'patch', 'del', 'opts'] as const) server[method](path, notAllowed);
  }
}

/** On each answer: what was sent as text is never taken for a page. */
const always = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

function send(request: Request, response: Response, file: TabFile, policy: string): void {
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.gzipped : undefined;
  const bytes = packed ?? file.bytes;
  response.writeHead(200, {
    ...always,
    'content-type': file.type,
    'content-length': bytes.length,
    'content-security-policy': policy,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(file.gzipped && { vary: 'accept-encoding' }),
    ...(packed && { 'content-encoding': 'gzip' }),
  });
  // Node leaves the body away where HEAD was asked.
  response.end(bytes);
}

function refuse(response: Response, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    ...always,
    ...headers,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '10' }),
  });
  response.end(text);
}
