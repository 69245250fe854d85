import { createRoot } from 'react-dom/client';
import { setUpCards } from '../card-renderer.ts';
import { cardsOfPage } from './cards.ts';
import { Gallery } from './gallery.tsx';
import './gallery.css';
import '../adaptive-card.css';

setUpCards();

const page = document.getElementById('page');
if (page) createRoot(page).render(<Gallery groups={cardsOfPage()} />);
