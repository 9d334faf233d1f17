// Light, dark, or as the system says.

import { memory } from '../settings.js';
import { byId, setData } from './dom.js';

// The first step away from the system's colours is to the others.
const themes = matchMedia('(prefers-color-scheme: dark)').matches ? ['', 'light', 'dark'] : ['', 'dark', 'light'];

export function setUpTheme() {
  const button = byId('theme-switch');
  let current = Math.max(themes.indexOf(memory.read('theme')), 0);
  const show = () => {
    setData(document.documentElement, 'theme', themes[current]);
    button.title = `Colours: ${themes[current] || 'as the system'}`;
    button.setAttribute('aria-label', button.title);
  };
  button.addEventListener('click', () => {
    current = (current + 1) % themes.length;
    memory.write('theme', themes[current]);
    show();
  });
  show();
}
