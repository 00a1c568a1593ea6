/* Elements made of text; nothing of a track is ever read as markup. */
const make = (() => {
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) { made.className = className; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  /* Names may be written from right to left: each decides for itself and leaves its neighbors alone. */
  function foreign(name, className, text) {
    const made = element(name, className, text);
    made.dir = 'auto';
    return made;
  }

  function option(value, text) {
    const made = element('option', '', text);
    made.value = value;
    return made;
  }

  function button(className, text, onClick) {
    const made = foreign('button', className, text);
    made.type = 'button';
    made.addEventListener('click', onClick);
    return made;
  }

  function drawing(width, height, label) {
    const made = shape('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': label });
    return made;
  }

  function shape(name, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) { made.setAttribute(key, value); }
    return made;
  }

  /* Four digits at most, as people write numbers. */
  const number = value => Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));

  return { element, foreign, option, button, drawing, shape, number };
})();
