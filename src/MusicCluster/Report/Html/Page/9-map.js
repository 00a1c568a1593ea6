/* What people do with the map: choose, filter, select, listen. Everything is also in the list of tracks below it. */
const map = (() => {
  const section = document.getElementById('map');
  if (data.names.length === 0) { section.hidden = true; return null; }
  section.classList.add('is-live');
  const by = id => document.getElementById(id);
  const [canvas, tip, live, legend, rows, more] = ['map-canvas', 'map-tip', 'map-live', 'map-legend', 'map-rows', 'map-more'].map(by);
  const [representation, coloring, genre, search] = ['map-representation', 'map-coloring', 'map-genre', 'map-search'].map(by);
  const pageLength = 50;
  let groups = data.groups(data.names[0], 'genre'), selected = null, listed = [], shownCount = pageLength, shown = new Uint8Array(data.count).fill(1);

  const { element, foreign, option } = make;
  const card = createTrackCard(i => groupText(i), i => pick(i), rows => drawPath(rows));
  const view = createView(canvas, onPoint, i => { if (i >= 0) { card.show(i); toggle(i); } });

  /* What a track is by the coloring; its genre is said anyway. */
  const groupText = i => groups.isScale ? `${groups.label}: ${groups.textOf(i)}` : coloring.value === 'genre' ? '' : groups.nameOf(groups.labels[i]);

  /* Of a collection without genres nothing needs to be said of them. */
  const genreText = track => data.genres.length === 0 ? '' : track.genre || 'no genre';

  /* Choosing a track's group once more lets it go; of a scale there are no groups. */
  function toggle(i) { if (!groups.isScale) { select(groups.labels[i] === selected ? null : groups.labels[i]); } }

  /* In the space that the neighbors are of. */
  function drawPath(rows) {
    const name = data.neighbors().representation;
    if (rows !== null && representation.value !== name && data.names.includes(name)) {
      representation.value = name;
      choose();
    }
    view.line(rows ?? []);
  }

  function pick(i) {
    view.point(i);
    card.show(i);
  }

  function onPoint(i, at, isKeyboard) {
    tip.hidden = i < 0;
    if (i < 0) { return; }
    const track = data.track(i);
    tip.replaceChildren(
      foreign('strong', '', track.title), foreign('span', '', track.artist || 'unknown artist'),
      foreign('span', 'muted', [genreText(track), groupText(i)].filter(Boolean).join(' · ')));
    tip.style.left = `${Math.min(at.x + 14, Math.max(0, at.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${at.y + 14 + tip.offsetHeight > at.height ? Math.max(4, at.y - tip.offsetHeight - 14) : at.y + 14}px`;
    if (isKeyboard) { live.textContent = [track.title, track.artist || 'unknown artist', genreText(track), groupText(i)].filter(Boolean).join(', '); }
  }

  function choose() {
    view.show(data.places(representation.value));
    const wanted = coloring.value;
    const partitions = data.partitionsOf(representation.value);
    coloring.replaceChildren(
      ...partitions.map(name => option(name, `groups: ${name}`)), ...(data.genres.length > 0 ? [option('genre', 'genre')] : []),
      ...data.descriptorNames.map(name => option(data.descriptorPrefix + name, data.descriptorLabel(name))));
    const fallback = partitions.includes(data.primary) ? data.primary : partitions[0] ?? 'genre';
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
    view.color(groups.labels, groups.steps ?? 0, i => shown[i] === 1, selected);
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
    by('map-scale').hidden = !groups.isScale;
    by('legend-heading').textContent = groups.isScale ? groups.label : 'Groups';
    legend.hidden = by('legend-note').hidden = groups.isScale === true;
    if (groups.isScale) { drawScale(); } else { drawGroups(); }
  }

  function drawScale() {
    const bar = element('div', 'scale-bar');
    bar.append(...Array.from({ length: groups.steps }, (_, step) => {
      const part = element('span');
      part.style.background = view.colorOf(step);
      return part;
    }));
    const ends = element('div', 'scale-ends');
    ends.append(...[`≤ ${make.number(groups.low)}`, make.number((groups.low + groups.high) / 2), `≥ ${make.number(groups.high)}`].map(text => element('span', '', text)));
    by('map-scale').replaceChildren(bar, ends);
  }

  function drawGroups() {
    const counts = new Map();
    groups.labels.forEach((group, i) => counts.set(group, (counts.get(group) ?? 0) + shown[i]));
    const focused = legend.contains(document.activeElement) ? document.activeElement.dataset.group : null;
    const place = group => groups.order?.includes(group) ? groups.order.indexOf(group) : group;
    legend.replaceChildren(...[...counts.keys()].sort((a, b) => (a < 0) - (b < 0) || place(a) - place(b)).map(group => {
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
      cell.append(player.button(i, () => pick(i)) ?? '');
      const find = make.button('plain', track.title, () => pick(i));
      find.title = 'Show on the map';
      const title = element('th');
      title.scope = 'row';
      title.append(find);
      row.append(cell, title, foreign('td', '', track.artist), ...(data.genres.length > 0 ? [foreign('td', '', track.genre || '–')] : []), element('td', '', groupText(i)));
      return row;
    }));
    more.hidden = listed.length <= shownCount;
    more.textContent = `Show ${Math.min(pageLength, listed.length - shownCount)} more of ${listed.length}`;
  }

  representation.append(...data.names.map(name => option(name, name)));
  representation.value = data.names.includes(data.first) ? data.first : data.names[0];
  genre.append(option('-1', 'all genres'), ...data.genres.map((name, i) => option(String(i), name)));
  genre.closest('label').hidden = by('genre-head').hidden = data.genres.length === 0;
  representation.addEventListener('change', choose);
  coloring.addEventListener('change', recolor);
  genre.addEventListener('change', filter);
  search.addEventListener('input', filter);
  more.addEventListener('click', () => { shownCount += pageLength; list(); });
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
    else if (event.key === 'Escape') { select(null); card.hide(); }
    else if ((event.key === 'Enter' || event.key === ' ') && view.pointed() >= 0) { card.show(view.pointed()); toggle(view.pointed()); }
    else if (event.key.toLowerCase() === 'p' && view.pointed() >= 0) { player.play(view.pointed()); }
    else { return; }
    event.preventDefault();
  });
  choose();

  /* What the cards of the groups ask for. */
  function showGroup(name, partition, cluster) {
    [representation.value, coloring.value] = [name, partition];
    choose();
    select(cluster);
    section.scrollIntoView();
    canvas.focus({ preventScroll: true });
  }

  return { names: data.names, showGroup, pick, colorOf: group => view.groupColor(group), shapeOf: group => view.groupShape(group) };
})();
