/* The card of one track: who it is, and where its descriptors stand among those of all. */
function createTrackCard(groupText, onPick, onPath) {
  const card = document.getElementById('track-card');
  let start = null;

  /* The share of the collection that is below, by bisection. */
  function shareBelow(sorted, value) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) { low = middle + 1; } else { high = middle; }
    }
    return sorted.length > 1 ? low / (sorted.length - 1) : 0.5;
  }

  function descriptorRow(i, name) {
    const { label, values, sorted } = data.descriptor(name);
    if (Number.isNaN(values[i])) { return null; }
    const share = Math.min(1, shareBelow(sorted, values[i]));
    const row = make.element('tr');
    const place = make.drawing(60, 10, `above ${Math.round(100 * share)} % of the collection`);
    place.append(make.shape('line', { x1: 3, y1: 5, x2: 57, y2: 5, class: 'chart-axis' }), make.shape('circle', { cx: 3 + 54 * share, cy: 5, r: 3.5, class: 'chart-mark' }));
    const cell = make.element('td');
    cell.append(place);
    const head = make.element('th', '', label);
    head.scope = 'row';
    row.append(head, make.element('td', 'n', make.number(values[i])), cell);
    return row;
  }

  /* Tracks of the card that can be heard and gone to. */
  function list(title, rows) {
    const tracks = make.element('ol', 'track-list');
    tracks.append(...rows.map(i => {
      const item = make.element('li');
      const name = make.element('span');
      name.append(make.button('plain', data.track(i).title, () => onPick(i)), ' ', make.foreign('span', 'muted', data.artistOf(i)));
      item.append(player.button(i) ?? '', name);
      return item;
    }));
    return [make.element('h4', '', title), tracks];
  }

  function neighborParts(i) {
    const known = data.neighbors();
    if (known === null) { return []; }
    const rows = [...known.rows.subarray(i * known.perTrack, (i + 1) * known.perTrack)].filter(row => row >= 0);
    const ways = make.element('p', 'ways');
    ways.append(make.button('', 'Path from here', () => { start = i; show(i); }));
    if (start !== null && start !== i) { ways.append(make.button('', `Path from ${data.track(start).title}`, () => showPath(start, i))); }
    return [ways, ...list(`Nearest (${known.representation})`, rows)];
  }

  function showPath(from, to) {
    const path = findPath(from, to);
    onPath(path?.rows ?? null);
    const text = path === null
      ? 'Their nearest tracks do not lead from one to the other; musiccluster path finds a way.'
      : `${path.rows.length - 1} steps, the largest ${make.number(path.largest)}.`;
    const clear = make.button('', 'Clear the path', () => { onPath(null); show(to); });
    card.replaceChildren(heading(to), make.element('p', 'note', text), ...list('Path', path?.rows ?? []), clear);
  }

  function heading(i) {
    const head = make.element('div', 'track-head');
    head.append(player.button(i) ?? '', make.foreign('strong', '', data.track(i).title));
    const close = make.button('plain', '✕', () => { card.hidden = true; });
    close.setAttribute('aria-label', 'Close the card');
    head.append(close);
    return head;
  }

  function show(i) {
    const track = data.track(i);
    const facts = [track.artist || 'unknown artist', track.genre, groupText(i), data.keyOf(i)].filter(Boolean);
    const table = make.element('table');
    const body = make.element('tbody');
    body.append(...data.descriptorNames.map(name => descriptorRow(i, name)).filter(row => row !== null));
    table.append(body);
    card.replaceChildren(heading(i), make.foreign('p', 'note', facts.join(' · ')), body.rows.length > 0 ? table : '', ...neighborParts(i));
    card.hidden = false;
  }

  return { show, hide: () => { card.hidden = true; } };
}
