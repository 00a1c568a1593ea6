/* The card of one track: who it is, and where its descriptors stand among those of all. */
function createTrackCard(groupText) {
  const card = document.getElementById('track-card');

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

  function show(i) {
    const track = data.track(i);
    const head = make.element('div', 'track-head');
    head.append(player.button(i) ?? '', make.foreign('strong', '', track.title));
    const close = make.button('plain', '✕', () => { card.hidden = true; });
    close.setAttribute('aria-label', 'Close the card');
    head.append(close);
    const key = data.keyOf(i);
    const facts = [track.artist || 'unknown artist', track.genre, groupText(i), key].filter(Boolean);
    const table = make.element('table');
    const body = make.element('tbody');
    body.append(...data.descriptorNames.map(name => descriptorRow(i, name)).filter(row => row !== null));
    table.append(body);
    card.replaceChildren(head, make.foreign('p', 'note', facts.join(' · ')), body.rows.length > 0 ? table : '');
    card.hidden = false;
  }

  return { show, hide: () => { card.hidden = true; } };
}
