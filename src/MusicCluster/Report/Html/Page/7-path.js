/* A way from one track to another over their nearest tracks: the largest step as small as can be, then as few steps as can be. */
const findPath = (() => {
  /* Both know each other; or, where that leads nowhere, one of them knows the other. */
  function edges(isMutual) {
    const { perTrack, rows, distances } = data.neighbors();
    const all = Array.from({ length: data.count }, () => []);
    const knows = (a, b) => { for (let i = a * perTrack; i < (a + 1) * perTrack; i++) { if (rows[i] === b) { return true; } } return false; };
    for (let a = 0; a < data.count; a++) {
      for (let i = a * perTrack; i < (a + 1) * perTrack; i++) {
        const b = rows[i];
        if (b < 0 || (isMutual && !knows(b, a))) { continue; }
        all[a].push([b, distances[i]]);
        if (!isMutual || !knows(b, a)) { all[b].push([a, distances[i]]); }
      }
    }
    return all;
  }

  /* The smallest largest step to every track from the first: tracks in the order of it, from a heap. */
  function largestSteps(graph, from, isAllowed) {
    const best = new Float64Array(graph.length).fill(Infinity);
    const heap = [[0, from]];
    best[from] = 0;
    while (heap.length > 0) {
      const [largest, track] = pop(heap);
      if (largest > best[track]) { continue; }
      for (const [next, step] of graph[track]) {
        const reached = Math.max(largest, step);
        if (reached < best[next] && isAllowed(track, next)) { best[next] = reached; push(heap, [reached, next]); }
      }
    }
    return best;
  }

  function push(heap, item) {
    let i = heap.push(item) - 1;
    while (i > 0 && heap[(i - 1) >> 1][0] > item[0]) { heap[i] = heap[(i - 1) >> 1]; i = (i - 1) >> 1; }
    heap[i] = item;
  }

  function pop(heap) {
    const [first, last] = [heap[0], heap.pop()];
    if (heap.length === 0) { return first; }
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) { child++; }
      if (heap[child][0] >= last[0]) { break; }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return first;
  }

  /* Fewest steps among those that are no larger. */
  function fewest(graph, from, to, largest, isAllowed) {
    const before = new Int32Array(graph.length).fill(-1);
    before[from] = from;
    for (let front = [from]; front.length > 0 && before[to] < 0;) {
      const next = [];
      for (const track of front) {
        for (const [other, step] of graph[track]) {
          if (before[other] < 0 && step <= largest && isAllowed(track, other)) { before[other] = track; next.push(other); }
        }
      }
      front = next;
    }
    const way = [to];
    while (way[0] !== from) { way.unshift(before[way[0]]); }
    return way;
  }

  /* The tracks of the way and its largest step; null where the neighbors lead nowhere. No artist comes twice in a row while there is another way. */
  return (from, to) => {
    const changes = (a, b) => data.artistOf(a) === '' || data.artistOf(a) !== data.artistOf(b);
    for (const isAllowed of [changes, () => true]) {
      for (const isMutual of [true, false]) {
        const graph = edges(isMutual);
        const largest = largestSteps(graph, from, isAllowed)[to];
        if (largest < Infinity) { return { rows: fewest(graph, from, to, largest, isAllowed), largest }; }
      }
    }
    return null;
  };
})();
