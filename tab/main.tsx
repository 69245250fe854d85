import { createRoot } from 'react-dom/client';
import { readAddress } from './address.ts';
import { App } from './app.tsx';
import { connectToHost, NotInTeamsError } from './host/host.ts';
import { OutsideTeams } from './host/outside-teams.tsx';
import { loadTexts } from './locales/texts.ts';
import './page.css';

async function show(element: HTMLElement): Promise<void> {
  const root = createRoot(element);
  const host = await connectToHost().catch((error: unknown) => {
    // A fault is shown as if Teams had not answered: both may be tried again.
    if (!(error instanceof NotInTeamsError)) console.error(error);
    return undefined;
  });
  const texts = await loadTexts(host?.locale ?? navigator.language);
  document.documentElement.lang = texts.language;
  root.render(
    host ? (
      <App host={host} texts={texts} address={readAddress(location.pathname, location.search)} />
    ) : (
      <OutsideTeams texts={texts} />
    ),
  );
}

const page = document.getElementById('page');
if (page) void show(page);
