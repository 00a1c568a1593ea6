'use strict';

/* Light, dark, or what the system says. */
const theme = (() => {
  const button = document.getElementById('theme');
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const listeners = [];
  let chosen = null;

  const isDark = () => (chosen ?? (system.matches ? 'dark' : 'light')) === 'dark';

  function apply() {
    root.dataset.theme = isDark() ? 'dark' : 'light';
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Switch to the light theme' : 'Switch to the dark theme');
    listeners.forEach(listener => listener());
  }

  button.hidden = false;
  button.addEventListener('click', () => { chosen = isDark() ? 'light' : 'dark'; apply(); });
  system.addEventListener('change', apply);
  apply();
  return { isDark, onChange: listener => listeners.push(listener) };
})();
