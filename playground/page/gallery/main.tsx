import { createRoot } from 'react-dom/client';
import { cardsOfPage } from './cards.ts';
import { Gallery } from './gallery.tsx';
import './gallery.css';

const page = document.getElementById('page');
if (page) createRoot(page).render(<Gallery groups={cardsOfPage()} />);
