import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Made for a function in the cloud: with them the browser ends with its first page, and checks less than others do. */
const unwanted = ['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content'];

/** Drawing in software as if it were a graphics card takes several times the time of drawing without one. */
const graphics = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

/** Chromium as npm brings it, so that no package of the system is needed. */
export async function launchBrowser(): Promise<Browser> {
  const args = [...chromium.args.filter(arg => ![...unwanted, ...graphics].includes(arg)), '--disable-gpu'];
  const executablePath = await chromium.executablePath();
  const launch = () => playwright.launch({ executablePath, args, headless: true });
  // This build crashes at its start once in a while (SIGSEGV), before any page is open.
  return launch().catch(launch);
}
