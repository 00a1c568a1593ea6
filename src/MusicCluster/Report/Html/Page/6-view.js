/* The map itself: a canvas that is panned, zoomed and pointed at. It knows places, groups and what is dimmed, and no track. */
function createView(canvas, onPoint, onPick) {
  const context = canvas.getContext('2d');
  const palettes = {
    light: ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#B5A400', '#1B1F24'],
    dark: ['#4BA3E3', '#F0B030', '#2EC79A', '#E29AC4', '#A5DCFA', '#FF7A3D', '#F0E442', '#F2F2F2'],
  };
  const noise = { light: '#9AA0A6', dark: '#6B7280' };
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
  const margin = 24;
  const gridSize = 64;
  const pointers = new Map();
  let places = new Float32Array(0), from = null, movedAt = 0;
  let labels = new Int16Array(0), isShown = () => true, selected = null;
  let scale = 1, panX = 0, panY = 0, width = 0, height = 0, pointed = -1, frame = 0, grid = [];
  let radius = 5, dragged = 0, way = [];

  /* From dark blue to yellow, as even to the eye as Smith and van der Walt's viridis (2015), whose anchors these are. */
  const anchors = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];
  let scaleSteps = 0;

  const groupColor = group => {
    const name = theme.isDark() ? 'dark' : 'light';
    return group < 0 ? noise[name] : palettes[name][group % palettes[name].length];
  };
  const groupShape = group => group < 0 ? 0 : Math.floor(group / palettes.light.length) % 4;
  const colorOf = group => group >= 0 && scaleSteps > 0 ? shade(group / (scaleSteps - 1)) : groupColor(group);
  const shapeOf = group => scaleSteps > 0 ? 0 : groupShape(group);

  function shade(share) {
    const at = share * (anchors.length - 1);
    const [low, rest] = [Math.min(anchors.length - 2, Math.floor(at)), at - Math.min(anchors.length - 2, Math.floor(at))];
    return `rgb(${anchors[low].map((value, i) => Math.round(value + rest * (anchors[low + 1][i] - value))).join(', ')})`;
  }

  /* One scale for both axes, as large as the points' own rectangle allows. */
  let [extentX, extentY] = [1, 1];
  const side = () => Math.max(1, Math.min((width - 2 * margin) / extentX, (height - 2 * margin) / extentY));
  const screenX = x => panX + scale * ((width - side() * extentX) / 2 + x * side());
  const screenY = y => panY + scale * ((height - side() * extentY) / 2 + (extentY - y) * side());

  function trace(shape, x, y, r) {
    if (shape === 0) { context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); }
    else if (shape === 1) { context.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r); }
    else if (shape === 2) { context.moveTo(x, y - 1.2 * r); context.lineTo(x + 1.1 * r, y + 0.8 * r); context.lineTo(x - 1.1 * r, y + 0.8 * r); context.closePath(); }
    else { context.moveTo(x, y - 1.3 * r); context.lineTo(x + 1.3 * r, y); context.lineTo(x, y + 1.3 * r); context.lineTo(x - 1.3 * r, y); context.closePath(); }
  }

  function currentPlaces(now) {
    if (!from) { return places; }
    const share = Math.min(1, (now - movedAt) / 450);
    const eased = 1 - (1 - share) ** 3;
    if (share >= 1) { from = null; return places; }
    request();
    return places.map((value, i) => from[i] + eased * (value - from[i]));
  }

  function draw(now) {
    frame = 0;
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const at = currentPlaces(now);
    const count = at.length / 2;
    radius = Math.max(1.6, Math.min(6.5, 70 / Math.sqrt(count))) * Math.min(2.2, Math.sqrt(scale));
    const bright = new Map();
    const dim = [];
    for (let i = 0; i < count; i++) {
      const [x, y] = [screenX(at[2 * i]), screenY(at[2 * i + 1])];
      if (x < -9 || y < -9 || x > width + 9 || y > height + 9) { continue; }
      if (!isShown(i) || (selected !== null && labels[i] !== selected)) { dim.push(x, y); continue; }
      if (!bright.has(labels[i])) { bright.set(labels[i], []); }
      bright.get(labels[i]).push(x, y);
    }
    fill(dim, 0, radius * 0.7, theme.isDark() ? 'rgba(148,163,184,.22)' : 'rgba(100,116,139,.20)', false);
    for (const [group, xy] of [...bright].sort((a, b) => a[0] - b[0])) { fill(xy, shapeOf(group), radius, colorOf(group), count <= 3000); }
    trail(at);
    if (pointed >= 0 && pointed < count) { ring(screenX(at[2 * pointed]), screenY(at[2 * pointed + 1])); }
  }

  function fill(xy, shape, r, color, withEdge) {
    if (xy.length === 0) { return; }
    context.beginPath();
    for (let i = 0; i < xy.length; i += 2) { trace(shape, xy[i], xy[i + 1], r); }
    context.fillStyle = color;
    context.fill();
    if (withEdge) {
      context.lineWidth = 0.8;
      context.strokeStyle = theme.isDark() ? 'rgba(0,0,0,.65)' : 'rgba(255,255,255,.9)';
      context.stroke();
    }
  }

  /* The way from track to track, and a ring around each. */
  function trail(at) {
    if (way.length === 0) { return; }
    context.beginPath();
    way.forEach((i, place) => context[place === 0 ? 'moveTo' : 'lineTo'](screenX(at[2 * i]), screenY(at[2 * i + 1])));
    context.lineWidth = 2.5;
    context.strokeStyle = theme.isDark() ? '#fff' : '#111';
    context.stroke();
    way.forEach(i => ring(screenX(at[2 * i]), screenY(at[2 * i + 1])));
  }

  function ring(x, y) {
    context.beginPath();
    context.arc(x, y, radius + 4.5, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = theme.isDark() ? '#fff' : '#111';
    context.stroke();
  }

  function request() { frame ||= requestAnimationFrame(draw); }

  function resize() {
    const box = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    [width, height] = [box.width, box.height];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    request();
  }

  function zoomAt(x, y, factor) {
    const next = Math.max(0.8, Math.min(60, scale * factor));
    panX = x - (x - panX) * next / scale;
    panY = y - (y - panY) * next / scale;
    scale = next;
    request();
  }

  /* Buckets of the unit square, so that pointing costs the same with ten thousand tracks. */
  function index() {
    grid = Array.from({ length: gridSize * gridSize }, () => []);
    for (let i = 0; i < places.length / 2; i++) { grid[bucket(places[2 * i]) + gridSize * bucket(places[2 * i + 1])].push(i); }
  }

  const bucket = value => Math.max(0, Math.min(gridSize - 1, Math.floor(value * gridSize)));

  function nearest(x, y) {
    const reach = Math.max(radius + 6, 10);
    const unitX = ((x - panX) / scale - (width - side() * extentX) / 2) / side();
    const unitY = extentY - ((y - panY) / scale - (height - side() * extentY) / 2) / side();
    const unit = reach / (scale * side());
    let [best, distance] = [-1, reach * reach];
    for (let row = bucket(unitY - unit); row <= bucket(unitY + unit); row++) {
      for (let column = bucket(unitX - unit); column <= bucket(unitX + unit); column++) {
        for (const i of grid[column + gridSize * row]) {
          const away = (screenX(places[2 * i]) - x) ** 2 + (screenY(places[2 * i + 1]) - y) ** 2;
          if (away <= distance && isShown(i)) { [best, distance] = [i, away]; }
        }
      }
    }
    return best;
  }

  /* The nearest shown track in a direction, a little to the side counts double; from nothing, the one nearest to the middle. */
  function step(dx, dy) {
    let [best, cost] = [-1, Infinity];
    const [x0, y0] = pointed >= 0 ? [screenX(places[2 * pointed]), screenY(places[2 * pointed + 1])] : [width / 2, height / 2];
    for (let i = 0; i < places.length / 2; i++) {
      if (i === pointed || !isShown(i)) { continue; }
      const [x, y] = [screenX(places[2 * i]) - x0, screenY(places[2 * i + 1]) - y0];
      const along = pointed >= 0 ? x * dx + y * dy : 0;
      const aside = pointed >= 0 ? Math.abs(x * dy - y * dx) : Math.hypot(x, y);
      if (pointed >= 0 && along <= 0.5) { continue; }
      if (along + 2 * aside < cost) { [best, cost] = [i, along + 2 * aside]; }
    }
    if (best >= 0) { point(best, true); }
  }

  function point(i, isKeyboard) {
    if (i === pointed && !isKeyboard) { return; }
    pointed = i;
    if (i >= 0 && isKeyboard) {
      const [x, y] = [screenX(places[2 * i]), screenY(places[2 * i + 1])];
      panX += Math.max(0, margin - x) - Math.max(0, x - width + margin);
      panY += Math.max(0, margin - y) - Math.max(0, y - height + margin);
    }
    request();
    onPoint(i, i < 0 ? null : { x: screenX(places[2 * i]), y: screenY(places[2 * i + 1]), width, height }, isKeyboard);
  }

  const offset = event => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  canvas.addEventListener('wheel', event => { event.preventDefault(); zoomAt(...offset(event), Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015))); }, { passive: false });
  canvas.addEventListener('pointerdown', event => { canvas.setPointerCapture(event.pointerId); pointers.set(event.pointerId, offset(event)); dragged = 0; });
  canvas.addEventListener('pointermove', event => {
    const [x, y] = offset(event);
    if (!pointers.has(event.pointerId)) { point(nearest(x, y), false); return; }
    const [oldX, oldY] = pointers.get(event.pointerId);
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length > 0) {
      const [fixedX, fixedY] = others[0];
      zoomAt(fixedX, fixedY, Math.hypot(x - fixedX, y - fixedY) / Math.max(1, Math.hypot(oldX - fixedX, oldY - fixedY)));
      dragged += 99;
    } else {
      panX += x - oldX;
      panY += y - oldY;
      dragged += Math.abs(x - oldX) + Math.abs(y - oldY);
    }
    pointers.set(event.pointerId, [x, y]);
    request();
  });
  const release = event => {
    if (pointers.delete(event.pointerId) && event.type === 'pointerup' && dragged < 6) {
      const hit = nearest(...offset(event));
      point(hit, false);
      onPick(hit);
    }
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => { if (pointers.size === 0 && document.activeElement !== canvas) { point(-1, false); } });
  new ResizeObserver(resize).observe(canvas);
  theme.onChange(request);

  return {
    colorOf, shapeOf, groupColor, groupShape, step, zoomAt, request,
    zoom: factor => zoomAt(width / 2, height / 2, factor),
    pan: (x, y) => { panX += x; panY += y; request(); },
    reset: () => { [scale, panX, panY] = [1, 0, 0]; request(); },
    line: rows => { way = rows; request(); },
    point: i => point(i, true),
    pointed: () => pointed,
    show(nextPlaces) {
      from = places.length === nextPlaces.length && !isCalm.matches ? places : null;
      movedAt = performance.now();
      places = nextPlaces;
      [extentX, extentY] = [0.02, 0.02];
      places.forEach((value, i) => { if (i % 2) { extentY = Math.max(extentY, value); } else { extentX = Math.max(extentX, value); } });
      index();
      request();
    },
    /* Steps of a scale, 0 for groups that have nothing between them. */
    color(nextLabels, nextSteps, nextShown, nextSelected) {
      [labels, scaleSteps, isShown, selected] = [nextLabels, nextSteps, nextShown, nextSelected];
      request();
    },
  };
}
