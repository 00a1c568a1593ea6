/* What people do with the map: choose, filter, select, listen. Everything is also in the list of tracks below it. */
(() => {
  const section = document.getElementById('map');
  if (data.names.length === 0) { section.hidden = true; return; }
  section.classList.add('is-live');
  const by = id => document.getElementById(id);
  const [canvas, tip, live, legend, rows, more] = ['map-canvas', 'map-tip', 'map-live', 'map-legend', 'map-rows', 'map-more'].map(by);
  const [representation, coloring, genre, search, player, playing] = ['map-representation', 'map-coloring', 'map-genre', 'map-search', 'map-player', 'map-playing'].map(by);
  const pageLength = 50;
  let groups = data.groups(data.names[0], 'genre'), selected = null, listed = [], shownCount = pageLength, shown = new Uint8Array(data.count).fill(1);

  const view = createView(canvas, onPoint, i => { if (i >= 0) { select(groups.labels[i] === selected ? null : groups.labels[i]); } });

  function option(value, text) {
    const made = document.createElement('option');
    made.value = value;
    made.textContent = text;
    return made;
  }

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

  function onPoint(i, at, isKeyboard) {
    tip.hidden = i < 0;
    if (i < 0) { return; }
    const track = data.track(i);
    tip.replaceChildren(
      foreign('strong', '', track.title), foreign('span', '', track.artist || 'unknown artist'),
      foreign('span', 'muted', [track.genre || 'no genre', coloring.value === 'genre' ? '' : groups.nameOf(groups.labels[i])].filter(Boolean).join(' · ')));
    tip.style.left = `${Math.min(at.x + 14, Math.max(0, at.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${at.y + 14 + tip.offsetHeight > at.height ? Math.max(4, at.y - tip.offsetHeight - 14) : at.y + 14}px`;
    if (isKeyboard) { live.textContent = `${track.title}, ${track.artist || 'unknown artist'}, ${track.genre || 'no genre'}, ${groups.nameOf(groups.labels[i])}`; }
  }

  function choose() {
    view.show(data.places(representation.value));
    const wanted = coloring.value;
    const partitions = data.partitionsOf(representation.value);
    const options = [option('genre', 'genre'), ...partitions.map(name => option(name, `clusters: ${name}`))];
    coloring.replaceChildren(...(data.genres.length > 0 ? options : options.slice(1)));
    const fallback = data.genres.length > 0 ? 'genre' : partitions.includes(data.primary) ? data.primary : partitions[0] ?? 'genre';
    coloring.value = wanted && [...coloring.options].some(item => item.value === wanted) ? wanted : fallback;
    recolor();
  }

  function recolor() {
    groups = data.groups(representation.value, coloring.value || 'genre');
    selected = null;
    filter();
  }

  function filter() {
    const text = search.value.trim().toLowerCase();
    const wanted = Number(genre.value);
    for (let i = 0; i < data.count; i++) { shown[i] = data.matches(i, text, wanted) ? 1 : 0; }
    refresh();
  }

  function select(group) {
    selected = group;
    refresh();
  }

  function refresh() {
    view.color(groups.labels, i => shown[i] === 1, selected);
    drawLegend();
    listed = [];
    for (let i = 0; i < data.count; i++) { if (shown[i] && (selected === null || groups.labels[i] === selected)) { listed.push(i); } }
    shownCount = pageLength;
    list();
    const name = selected === null ? '' : `, ${groups.nameOf(selected)}`;
    by('map-count').textContent = `${listed.length} of ${data.count} tracks${name}`;
    live.textContent = by('map-count').textContent;
    by('map-clear').hidden = selected === null;
  }

  function drawLegend() {
    const counts = new Map();
    groups.labels.forEach((group, i) => counts.set(group, (counts.get(group) ?? 0) + shown[i]));
    const focused = legend.contains(document.activeElement) ? document.activeElement.dataset.group : null;
    legend.replaceChildren(...[...counts.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b).map(group => {
      const item = element('li');
      const button = element('button', 'legend-item');
      button.type = 'button';
      button.dataset.group = String(group);
      button.setAttribute('aria-pressed', String(group === selected));
      const swatch = element('span', `swatch shape-${view.shapeOf(group)}`);
      swatch.style.background = view.colorOf(group);
      button.append(swatch, foreign('span', 'legend-name', groups.nameOf(group)), element('span', 'muted', String(counts.get(group))));
      button.addEventListener('click', () => select(group === selected ? null : group));
      item.append(button);
      return item;
    }));
    if (focused !== null) { legend.querySelector(`[data-group="${focused}"]`)?.focus(); }
  }

  function list() {
    rows.replaceChildren(...listed.slice(0, shownCount).map(i => {
      const track = data.track(i);
      const row = element('tr');
      const cell = element('td');
      if (track.clip) {
        const play = element('button', 'play', '▶');
        play.type = 'button';
        play.setAttribute('aria-label', `Play ${track.title}`);
        play.addEventListener('click', () => start(i));
        cell.append(play);
      }
      const find = foreign('button', 'plain', track.title);
      find.type = 'button';
      find.title = 'Show on the map';
      find.addEventListener('click', () => view.point(i));
      const title = element('th');
      title.scope = 'row';
      title.append(find);
      row.append(cell, title, foreign('td', '', track.artist), foreign('td', '', track.genre || '–'), element('td', '', coloring.value === 'genre' ? '' : groups.nameOf(groups.labels[i])));
      return row;
    }));
    more.hidden = listed.length <= shownCount;
    more.textContent = `Show ${Math.min(pageLength, listed.length - shownCount)} more of ${listed.length}`;
  }

  function start(i) {
    const track = data.track(i);
    if (!track.clip) { live.textContent = 'This track has no clip here.'; return; }
    view.point(i);
    by('map-playbar').hidden = false;
    player.src = track.clip;
    playing.replaceChildren(foreign('strong', '', track.title), document.createTextNode(' '), foreign('span', 'muted', track.artist));
    player.play().catch(() => { /* The error event shows what is wrong; a refusal to play without a gesture leaves the controls. */ });
  }

  player.addEventListener('error', () => {
    playing.replaceChildren(element('span', '', 'The clip is not where it was when this report was made: '), element('code', '', decodeURI(player.getAttribute('src') ?? '')));
  });

  representation.append(...data.names.map(name => option(name, name)));
  representation.value = data.names.includes(data.first) ? data.first : data.names[0];
  genre.append(option('-1', 'all genres'), ...data.genres.map((name, i) => option(String(i), name)));
  genre.closest('label').hidden = data.genres.length === 0;
  representation.addEventListener('change', choose);
  coloring.addEventListener('change', recolor);
  genre.addEventListener('change', filter);
  search.addEventListener('input', filter);
  more.addEventListener('click', () => { shownCount += pageLength; list(); });
  by('map-close').addEventListener('click', () => { player.pause(); by('map-playbar').hidden = true; canvas.focus(); });
  by('map-clear').addEventListener('click', () => select(null));
  by('map-in').addEventListener('click', () => view.zoom(1.5));
  by('map-out').addEventListener('click', () => view.zoom(1 / 1.5));
  by('map-reset').addEventListener('click', () => view.reset());
  theme.onChange(drawLegend);

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const arrow = arrows[event.key];
    if (arrow && event.shiftKey) { view.pan(-60 * arrow[0], -60 * arrow[1]); }
    else if (arrow) { view.step(...arrow); }
    else if (event.key === '+' || event.key === '=') { view.zoom(1.5); }
    else if (event.key === '-') { view.zoom(1 / 1.5); }
    else if (event.key === '0') { view.reset(); }
    else if (event.key === 'Escape') { select(null); }
    else if ((event.key === 'Enter' || event.key === ' ') && view.pointed() >= 0) { select(groups.labels[view.pointed()] === selected ? null : groups.labels[view.pointed()]); }
    else if (event.key.toLowerCase() === 'p' && view.pointed() >= 0) { start(view.pointed()); }
    else { return; }
    event.preventDefault();
  });
  choose();
})();
