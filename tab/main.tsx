import { createRoot } from 'react-dom/client';
import { readAddress } from './address.ts';
import { App } from './app.tsx';
import { connectToHost, NotInTeamsError } from './host/host.ts';
import { OutsideTeams } from './host/outside-teams.tsx';
import { loadTexts } from './locales/texts.ts';
import './page.css';

async function show(element: HTMLElement): Promise<void> {
  const root = createRoot(element);
  try {
    const host = await connectToHost();
    const texts = await loadTexts(host.locale);
    document.documentElement.lang = texts.language;
    root.render(<App host={host} texts={texts} address={readAddress(location.pathname, location.search)} />);
  } catch (error) {
    if (!(error instanceof NotInTeamsError)) throw error;
    const texts = await loadTexts(navigator.language);
    document.documentElement.lang = texts.language;
    root.render(<OutsideTeams texts={texts} />);
  }
}

const page = document.getElementById('page');
if (page) void show(page);
