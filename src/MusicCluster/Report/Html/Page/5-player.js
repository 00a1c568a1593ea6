/* One player for the whole page. */
const player = (() => {
  const by = id => document.getElementById(id);
  const [bar, audio, playing, live] = ['map-playbar', 'map-player', 'map-playing', 'map-live'].map(by);
  let origin = null;

  audio.addEventListener('error', () => {
    playing.replaceChildren(
      make.element('span', '', 'The clip is not where it was when this report was made: '), make.element('code', '', decodeURI(audio.getAttribute('src') ?? '')));
  });
  by('map-close').addEventListener('click', () => { audio.pause(); bar.hidden = true; (origin?.isConnected ? origin : by('map-canvas')).focus(); });

  function play(i) {
    const track = data.track(i);
    if (!track.clip) { live.textContent = 'This track has no clip here.'; return; }
    origin = document.activeElement;
    bar.hidden = false;
    audio.src = track.clip;
    playing.replaceChildren(make.foreign('strong', '', track.title), document.createTextNode(' '), make.foreign('span', 'muted', track.artist));
    audio.play().catch(() => { /* The error event shows what is wrong; a refusal to play without a gesture leaves the controls. */ });
  }

  /* A button that plays a track; nothing where there is no clip. */
  function button(i, onPlay) {
    const track = data.track(i);
    if (!track.clip) { return null; }
    const made = make.button('play', '▶', () => { onPlay?.(); play(i); });
    made.setAttribute('aria-label', `Play ${track.title}`);
    return made;
  }

  return { play, button };
})();
