/* The groups as cards: what each sounds like against the whole collection, and tracks to listen to. */
(() => {
  const section = document.getElementById('groups');
  const names = Object.keys(data.groupsOf);
  if (section === null || names.length === 0) { return; }
  section.classList.add('is-live');
  const by = id => document.getElementById(id);
  const [cards, representation, trust] = ['group-cards', 'groups-representation', 'groups-trust'].map(by);
  const binCount = 20;
  const mostTraits = 4;
  const mostGenres = 4;

  function stability(value) {
    if (value === null) { return ''; }
    return `${value >= 0.75 ? 'stable' : value >= 0.5 ? 'wavers' : 'dissolves'} (${value.toFixed(2)})`;
  }

  /* Shares of tracks in steps from the collection's second to its 98th percentile, of all tracks and of the group's. */
  function histograms(name, isOwn) {
    const { values, sorted } = data.descriptor(name);
    const [low, high] = [sorted[Math.floor(0.02 * (sorted.length - 1))], sorted[Math.ceil(0.98 * (sorted.length - 1))]];
    const [all, own] = [new Float64Array(binCount), new Float64Array(binCount)];
    let [allCount, ownCount] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) { continue; }
      const bin = Math.max(0, Math.min(binCount - 1, Math.floor(binCount * (values[i] - low) / Math.max(high - low, 1e-12))));
      all[bin]++;
      allCount++;
      if (isOwn(i)) { own[bin]++; ownCount++; }
    }
    return { low, high, all: all.map(count => count / allCount), own: own.map(count => count / Math.max(1, ownCount)) };
  }

  /* The collection in gray, the group before it in its color. */
  function traitChart(name, isOwn, color, label) {
    const { low, high, all, own } = histograms(name, isOwn);
    const [width, height] = [200, 34];
    const top = Math.max(...all, ...own);
    const chart = make.drawing(width, height, label);
    chart.setAttribute('preserveAspectRatio', 'none');
    const step = width / binCount;
    for (let bin = 0; bin < binCount; bin++) {
      const [back, front] = [all[bin] / top * height, own[bin] / top * height];
      chart.append(make.shape('rect', { x: bin * step, y: height - back, width: step - 1, height: back, class: 'chart-all' }));
      const bar = make.shape('rect', { x: bin * step + step * 0.22, y: height - front, width: step * 0.5, height: front });
      bar.style.fill = color;
      chart.append(bar);
    }
    const figure = make.element('div', 'trait-chart');
    const ends = make.element('div', 'scale-ends');
    ends.append(make.element('span', '', make.number(low)), make.element('span', '', make.number(high)));
    figure.append(chart, ends);
    return figure;
  }

  function traits(group, isOwn, color) {
    if (group.traits.length === 0) { return [make.element('p', 'note', 'Nothing distinguishes this group from the rest.')]; }
    return group.traits.slice(0, mostTraits).map(([name, effect, low, high]) => {
      const label = data.descriptorLabel(name);
      const sign = value => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
      const line = make.element('div', 'trait');
      const text = make.element('div', 'trait-text');
      text.append(make.element('span', '', `${label} ${effect > 0 ? '▲' : '▼'}`), make.element('span', 'muted', `${sign(effect)} [${sign(low)}, ${sign(high)}]`));
      line.append(text, traitChart(name, isOwn, color, `${label}: ${effect > 0 ? 'higher' : 'lower'} than the rest, effect ${sign(effect)}`));
      return line;
    });
  }

  /* Shares of the genres, the largest first. */
  function genreBar(isOwn, size) {
    const counts = new Map();
    for (let i = 0; i < data.count; i++) {
      if (isOwn(i)) { counts.set(data.genreOf(i), (counts.get(data.genreOf(i)) ?? 0) + 1); }
    }
    const shares = [...counts].sort((a, b) => b[1] - a[1]);
    const bar = make.element('div', 'genre-bar');
    bar.append(...shares.map(([genre, count]) => {
      const part = make.element('span');
      part.style.width = `${100 * count / size}%`;
      part.style.background = map?.colorOf(genre) ?? 'gray';
      return part;
    }));
    const text = shares.slice(0, mostGenres).map(([genre, count]) => `${data.genres[genre] ?? 'no genre'} ${Math.round(100 * count / size)} %`).join(', ');
    const box = make.element('div');
    box.append(bar, make.foreign('p', 'note', text + (shares.length > mostGenres ? ', …' : '')));
    return box;
  }

  function trackList(rows) {
    const list = make.element('ul', 'track-list');
    list.append(...rows.map(i => {
      const track = data.track(i);
      const item = make.element('li');
      const find = make.button('plain', track.title, () => map?.pick(i));
      find.title = 'Show on the map';
      const name = make.element('span');
      name.append(find, ' ', make.foreign('span', 'muted', track.artist));
      item.append(player.button(i, () => map?.pick(i)) ?? '', name);
      return item;
    }));
    return list;
  }

  function card(group, partition, labels) {
    const isOwn = i => labels[i] === group.cluster;
    const color = map?.colorOf(group.cluster) ?? 'gray';
    const made = make.element('article', 'card');
    const head = make.element('h3');
    const swatch = make.element('span', `swatch shape-${map?.shapeOf(group.cluster) ?? 0}`);
    swatch.style.background = color;
    const show = make.button('plain', group.label, () => map?.showGroup(representation.value, partition, group.cluster));
    show.title = 'Show this group alone on the map';
    head.append(swatch, show);
    const facts = [`${group.size} tracks, ${Math.round(100 * group.size / data.count)} %`, stability(group.stability)].filter(Boolean);
    made.append(head, make.element('p', 'note', facts.join(' · ')));
    if (data.genres.length > 0) { made.append(genreBar(isOwn, group.size)); }
    made.append(...traits(group, isOwn, color), make.element('h4', '', 'Typical'), trackList(group.exemplars));
    const more = make.element('details');
    more.append(make.element('summary', '', 'More'));
    if (group.words.length > 0) { more.append(make.foreign('p', 'note', `Words: ${group.words.join(', ')}`)); }
    if (group.artists.length > 0) { more.append(make.foreign('p', 'note', `More often than elsewhere: ${group.artists.join(', ')}`)); }
    more.append(make.element('h4', '', 'Borderline: nearly in another group'), trackList(group.borderline));
    made.append(more);
    return made;
  }

  function draw() {
    const { partition, verdict, groups } = data.groupsOf[representation.value];
    const { labels } = data.groups(representation.value, partition);
    trust.textContent = `${partition}, first seed. ${verdict ? `Against one cloud of the same spread: ${verdict}.` : ''}`;
    cards.replaceChildren(...groups.map(group => card(group, partition, labels)));
  }

  representation.append(...names.map(name => make.option(name, name)));
  representation.addEventListener('change', draw);
  theme.onChange(draw);
  draw();
})();
