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

  /* 'genre', or the name of a partition of a representation. */
  function groups(name, coloring) {
    if (coloring === 'genre') { return genreGroups; }
    const packed = bytes(raw.partitions[name][coloring]);
    return {
      labels: packed.length === count ? Int16Array.from(new Int8Array(packed.buffer)) : new Int16Array(packed.buffer),
      nameOf: group => group < 0 ? 'noise' : `cluster ${group}`,
    };
  }

  return {
    count, names, places, groups,
    genres: raw.genres,
    first: raw.first,
    primary: raw.primary,
    partitionsOf: name => Object.keys(raw.partitions[name] ?? {}),
    track: i => ({
      id: raw.tracks.id[i],
      title: raw.tracks.title[i] || raw.tracks.id[i],
      artist: raw.tracks.artist[i],
      genre: raw.genres[raw.tracks.genre[i]] ?? '',
      genreIndex: raw.tracks.genre[i],
      clip: raw.audio && raw.tracks.path[i] ? raw.audio + raw.tracks.path[i].split('/').map(encodeURIComponent).join('/') : '',
    }),
    matches: (i, text, genre) => (genre < 0 || raw.tracks.genre[i] === genre) && (text === '' || searchable[i].includes(text)),
  };
})();
