import { isLoopback } from '../config.ts';

/** Whether a URL leads to this machine, on any port. */
export function isLoopbackUrl(url: URL): boolean {
  return isLoopback(url.hostname);
}

/**
 * Whether we call a service URL. It comes from an activity: with credentials its https form is vouched for by the
 * activity's token; without them only what runs on this machine is called.
 */
export function isAcceptedServiceUrl(serviceUrl: string, authenticated: boolean): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  if (url.username !== '' || url.password !== '') return false;
  return isLoopbackUrl(url) || (authenticated && url.protocol === 'https:');
}
