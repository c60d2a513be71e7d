// Before the first drill: which microphone, is it heard, how does it sound. Three seconds are recorded, played back and
// forgotten. What was chosen is remembered by this browser.
import { listen, microphones } from "./capture.js";
import { Meter } from "./meter.js";
import { RATE } from "./resample.js";

const KEY = "glidepath.microphone";
const LONG = 3;

export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function remember(id) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ id }));
  } catch {
    // Then it is asked for again next time.
  }
}

// Shows the check until it sounds right; resolves with the microphone chosen.
export function check(section, worklet) {
  const part = (name) => section.querySelector(`[data-${name}]`);
  const [device, says, record, play, fine] = [section.querySelector("#device"), part("says"), part("try"), part("play"), part("fine")];
  const meter = new Meter(part("meter"));
  let open = null;
  let taken = null;
  let recording = null;
  let loudest = -100;

  async function start() {
    open?.close();
    try {
      open = await listen(device.value, worklet, { heard, lost: tell });
    } catch (trouble) {
      return tell(trouble);
    }
    const all = await microphones();
    const chosen = device.value || remembered()?.id || "";
    device.replaceChildren(...all.map((one, index) => new Option(one.label || `Microphone ${index + 1}`, one.deviceId, false, one.deviceId === chosen)));
  }

  function heard(samples, { db, clipped }) {
    meter.show(db, clipped);
    if (!recording) return;
    loudest = Math.max(loudest, db);
    recording.push(samples);
    if (recording.length < LONG * 10) return;
    taken = recording;
    recording = null;
    record.disabled = play.disabled = false;
    play.focus();
    says.textContent = loudest < -45 ? "That is very quiet. Move closer, or turn the microphone up." : loudest > -3 ? "That is too loud: it would crackle. Move away a little." : "That was heard well. Play it back.";
  }

  function tell(trouble) {
    says.textContent = `${trouble.what}: ${trouble.why}. ${trouble.do}`;
  }

  section.hidden = false;
  start();
  device.onchange = start;
  record.onclick = () => {
    recording = [];
    loudest = -100;
    record.disabled = play.disabled = true;
    says.textContent = "Speak now.";
  };
  play.onclick = () => {
    const context = new AudioContext();
    const samples = Float32Array.from(taken.flatMap((chunk) => [...chunk]), (sample) => sample / 32_768);
    const buffer = context.createBuffer(1, samples.length, RATE);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => {
      says.textContent = "If that sounded like you, begin.";
      context.close();
    };
    says.textContent = "Playing.";
    source.start();
  };
  return new Promise((resolve) => {
    fine.onclick = () => {
      open?.close();
      meter.show(-100);
      remember(device.value);
      section.hidden = true;
      resolve(device.value);
    };
  });
}

// The page that holds nothing but the check.
export async function checkAlone() {
  const section = document.querySelector("#check.alone");
  for (;;) {
    await check(section, section.dataset.worklet);
    if (section.dataset.next) return location.assign(section.dataset.next);
    section.hidden = false;
    section.querySelector("[data-says]").textContent = "Remembered in this browser.";
    await new Promise((resolve) => section.querySelector("[data-try]").addEventListener("click", resolve, { once: true }));
  }
}
