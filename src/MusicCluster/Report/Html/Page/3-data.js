/* The tracks, their places on each map, and every partition; joined by position, which the program that wrote them made sure of. */
const data = (() => {
  const raw = JSON.parse(document.getElementById('data').textContent);
  const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const count = raw.tracks.id.length;
  const names = Object.keys(raw.maps);
  const searchable = raw.tracks.id.map((id, i) =>
    [id, raw.tracks.title[i], raw.tracks.artist[i], raw.genres[raw.tracks.genre[i]] ?? ''].join('\n').toLowerCase());

  /* Two whole numbers of 16 bits per track, 0 to 65535. */
  function places(name) {
    const values = new Uint16Array(bytes(raw.maps[name]).buffer);
    return Float32Array.from(values, value => value / 65535);
  }

  const genreGroups = {
    labels: Int16Array.from(raw.tracks.genre),
    nameOf: group => group < 0 ? 'no genre' : raw.genres[group],
  };

  /* Names of groups in the order of their numbers, where the partition is one whose groups are described. */
  function described(name, partition) {
    const own = raw.groups[name];
    return new Map(own?.partition === partition ? own.groups.map(group => [group.cluster, group.label]) : []);
  }

  const descriptors = new Map();

  /* Every track's value of a descriptor, NaN where undefined; and their order, smallest first. */
  function descriptor(name) {
    if (!descriptors.has(name)) {
      const { label, low, high, values } = raw.descriptors[name];
      const places = new Uint16Array(bytes(values).buffer);
      const numbers = Float64Array.from(places, place => place === 65535 ? NaN : low + place / 65534 * (high - low));
      descriptors.set(name, { label, values: numbers, sorted: numbers.filter(value => !Number.isNaN(value)).sort() });
    }
    return descriptors.get(name);
  }

  let neighborArrays = null;

  /* Rows and distances of every track's nearest tracks; null in results without them. */
  function neighbors() {
    if (raw.neighbors && neighborArrays === null) {
      const { representation, count: perTrack, largest, rows, distances } = raw.neighbors;
      neighborArrays = {
        representation, perTrack, rows: new Int32Array(bytes(rows).buffer),
        distances: Float64Array.from(new Uint16Array(bytes(distances).buffer), share => share / 65535 * largest),
      };
    }
    return neighborArrays;
  }

  const scaleSteps = 24;
  const descriptorPrefix = 'descriptor ';

  /* Steps between the second and the 98th percentile: a few odd tracks would leave one color for all others. */
  function scale(name) {
    const { label, values, sorted } = descriptor(name);
    const [low, high] = [sorted[Math.floor(0.02 * (sorted.length - 1))], sorted[Math.ceil(0.98 * (sorted.length - 1))]];
    const stepOf = value => Number.isNaN(value) ? -1 : Math.max(0, Math.min(scaleSteps - 1, Math.floor(scaleSteps * (value - low) / Math.max(high - low, 1e-12))));
    return {
      isScale: true, label, low, high, steps: scaleSteps,
      labels: Int16Array.from(values, stepOf),
      nameOf: group => group < 0 ? 'undefined' : label,
      textOf: i => Number.isNaN(values[i]) ? 'undefined' : make.number(values[i]),
    };
  }

  /* 'genre', a descriptor, or the name of a partition of a representation. */
  function groups(name, coloring) {
    if (coloring === 'genre') { return genreGroups; }
    if (coloring.startsWith(descriptorPrefix)) { return scale(coloring.slice(descriptorPrefix.length)); }
    const packed = bytes(raw.partitions[name][coloring]);
    const names = described(name, coloring);
    return {
      labels: packed.length === count ? Int16Array.from(new Int8Array(packed.buffer)) : new Int16Array(packed.buffer),
      nameOf: group => group < 0 ? 'noise' : names.get(group) ?? `cluster ${group}`,
      order: [...names.keys()],
    };
  }

  return {
    count, names, places, groups, descriptor, descriptorPrefix,
    neighbors,
    artistOf: i => raw.tracks.artist[i],
    groupsOf: raw.groups,
    descriptorNames: Object.keys(raw.descriptors),
    descriptorLabel: name => raw.descriptors[name].label,
    genreOf: i => raw.tracks.genre[i],
    keyOf: i => raw.keys[i] ?? '',
    genres: raw.genres,
    first: raw.first,
    primary: raw.primary,
    partitionsOf: name => Object.keys(raw.partitions[name] ?? {}),
    track: i => ({
      id: raw.tracks.id[i],
      title: raw.tracks.title[i] || raw.tracks.id[i],
      artist: raw.tracks.artist[i],
      genre: raw.genres[raw.tracks.genre[i]] ?? '',
      clip: raw.audio && raw.tracks.path[i] ? raw.audio + raw.tracks.path[i].split('/').map(encodeURIComponent).join('/') : '',
    }),
    matches: (i, text, genre) => (genre < 0 || raw.tracks.genre[i] === genre) && (text === '' || searchable[i].includes(text)),
  };
})();
