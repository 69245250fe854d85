import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { setUpCards } from './card-renderer.ts';
import './page.css';
import './adaptive-card.css';

setUpCards();

const page = document.getElementById('page');
if (page) createRoot(page).render(<App />);
