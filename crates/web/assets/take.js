// A take in step: one cursor runs over the waveform, the flight path and the words while the sound plays, and each of the three
// can be clicked to jump. Without sound it does nothing; without scripts the browser's own player is there.
const STEP = 5;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function playTake() {
  notesBeside();
  const player = document.querySelector("[data-player]");
  const audio = player?.querySelector("audio");
  if (!audio) return;
  const controls = player.querySelector(".controls");
  const find = (name) => controls.querySelector(`[data-${name}]`);
  const [play, word, place, now, speed] = ["play", "word", "place", "now", "speed"].map(find);
  const wave = document.querySelector("[data-wave]");
  const words = [...document.querySelectorAll("[data-words] .w")];
  const starts = words.map((w) => Number(w.dataset.from));
  const axis = wave && { from: Number(wave.dataset.from), to: Number(wave.dataset.to), left: Number(wave.dataset.left), right: Number(wave.dataset.right) };
  // The flight path has the waveform's axis only where words have times.
  const flight = words.length ? document.querySelector(".instrument .path:not(.wave)") : null;
  const line = flight && flight.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  line?.setAttribute("class", "cursor-line");
  let lit = null;
  let held = false;

  audio.hidden = true;
  controls.hidden = false;
  // On a narrow screen both scroll sideways, and go together as they share an axis.
  const frames = [...document.querySelectorAll(".instrument .wide")];
  for (const frame of frames) frame.addEventListener("scroll", () => frames.forEach((other) => (other.scrollLeft = frame.scrollLeft)), { passive: true });

  const x = (ms) => axis.left + (axis.right - axis.left) * Math.min(1, Math.max(0, (ms - axis.from) / (axis.to - axis.from)));

  function show() {
    const ms = audio.currentTime * 1000;
    now.textContent = clock(audio.currentTime);
    if (!held) place.value = audio.currentTime;
    place.setAttribute("aria-valuetext", `${clock(audio.currentTime)} of ${clock(Number(place.max))}`);
    if (wave) {
      const at = x(ms);
      wave.querySelector("[data-cursor]").setAttribute("transform", `translate(${at - axis.left} 0)`);
      wave.querySelector("[data-played]").setAttribute("width", at - axis.left);
      line?.setAttribute("d", `M${at} 26V206`);
      if (!audio.paused) alongside(at);
    }
    follow(ms);
  }

  // The word that is being said, or the last one that was, for as long as a breath.
  function follow(ms) {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= ms) low = middle + 1;
      else high = middle;
    }
    const word = low > 0 && ms < Number(words[low - 1].dataset.to) + 250 ? words[low - 1] : null;
    if (word === lit) return;
    lit?.classList.remove("now");
    word?.classList.add("now");
    lit = word;
    if (word && !audio.paused) inSight(word);
  }

  // Only a word that has left the window brings the page along.
  function inSight(word) {
    const { top, bottom } = word.getBoundingClientRect();
    if (bottom > innerHeight - 20 && top < innerHeight + 200) word.scrollIntoView({ block: "center" });
  }

  function alongside(at) {
    const [frame] = frames;
    if (!frame || frame.scrollWidth <= frame.clientWidth) return;
    const place = (at / wave.viewBox.baseVal.width) * frame.scrollWidth;
    if (place < frame.scrollLeft + 40 || place > frame.scrollLeft + frame.clientWidth - 60) frame.scrollLeft = place - frame.clientWidth / 3;
  }

  let frame = 0;
  const run = () => {
    show();
    if (!audio.paused && !audio.ended) frame = requestAnimationFrame(run);
  };
  const told = () => {
    const on = !audio.paused && !audio.ended;
    play.setAttribute("aria-pressed", String(on));
    word.textContent = on ? "Pause" : "Play";
    document.querySelector("[data-take]").classList.add("played-on");
    cancelAnimationFrame(frame);
    run();
  };
  for (const event of ["play", "pause", "ended", "seeked"]) audio.addEventListener(event, told);
  audio.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(audio.duration)) place.max = audio.duration;
  });
  audio.addEventListener("error", () => {
    controls.hidden = true;
    audio.hidden = false;
  });

  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
  const seek = (seconds, andPlay) => {
    audio.currentTime = Math.min(Math.max(0, seconds), Number(place.max));
    if (andPlay && audio.paused) toggle();
    show();
  };
  play.addEventListener("click", toggle);
  for (const skip of controls.querySelectorAll("[data-skip]")) skip.addEventListener("click", () => seek(audio.currentTime + Number(skip.dataset.skip)));
  place.addEventListener("input", () => {
    held = true;
    seek(Number(place.value));
    held = false;
  });
  speed.addEventListener("change", () => (audio.playbackRate = Number(speed.value)));

  const onAxis = (svg, event) => {
    const box = svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    return (axis.from + ((at - axis.left) / (axis.right - axis.left)) * (axis.to - axis.from)) / 1000;
  };
  wave?.addEventListener("click", (event) => seek(onAxis(wave, event), true));
  flight?.addEventListener("click", (event) => {
    if (!event.target.closest("a")) seek(onAxis(flight, event), true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    if (link) {
      event.preventDefault();
      seek(Number(link.dataset.seek) / 1000, true);
      return;
    }
    const word = event.target.closest(".w");
    if (word && !event.target.closest("mark, a") && !getSelection()?.toString()) seek(Number(word.dataset.from) / 1000, true);
  });
  // A word that is marked leads to its note; with Alt it is played as any other.
  document.addEventListener("click", (event) => {
    const word = event.altKey && event.target.closest("mark .w");
    if (!word) return;
    event.preventDefault();
    event.stopPropagation();
    seek(Number(word.dataset.from) / 1000, true);
  }, true);

  const letters = document.getElementById("letters");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !letters?.checked || event.target.matches("input:not([type=range]), textarea, select")) return;
    const does = { p: toggle, ",": () => seek(audio.currentTime - STEP), ".": () => seek(audio.currentTime + STEP) }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  show();
}

// Notes stand beside their words where there is room beside them.
function notesBeside() {
  const list = document.querySelector(".take-page .margin ol.notes");
  if (!list) return;
  const wide = matchMedia("screen and (min-width: 901px)");
  function place() {
    for (const note of list.children) note.style.marginTop = "";
    if (!wide.matches) return;
    const wanted = [...list.children]
      .filter((note) => note.dataset.note)
      .map((note) => ({ note, now: note.getBoundingClientRect().top, to: document.querySelector(`[data-words] mark[data-note~="${note.dataset.note}"]`)?.getBoundingClientRect().top ?? 0 }));
    let pushed = 0;
    for (const { note, now, to } of wanted) {
      const room = Math.round(to - now - pushed);
      if (room <= 10) continue;
      note.style.marginTop = `${room}px`;
      pushed += room;
    }
  }
  addEventListener("resize", place);
  list.addEventListener("toggle", place, true);
  place();
}

// Two takes and no more can be held against each other.
export function pickTwo() {
  const form = document.querySelector("form[data-pick-two]");
  const [picked, compare] = [form.querySelector("[data-picked]"), form.querySelector("[data-compare]")];
  const boxes = [...form.querySelectorAll("[name=take]")];
  const usual = picked.textContent;
  function count() {
    const chosen = boxes.filter((box) => box.checked).length;
    compare.disabled = chosen !== 2;
    for (const box of boxes) box.disabled = chosen === 2 && !box.checked;
    picked.textContent = { 0: usual, 1: "And the other one?", 2: "Two are ticked." }[chosen] ?? usual;
  }
  form.addEventListener("change", count);
  count();
}
