// Asks aloud, if that is wanted, with a voice of this machine: one that lives elsewhere would be sent the words.
const KEY = "glidepath.aloud";

function voices() {
  const all = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return all.filter((voice) => voice.lang.startsWith("en")).concat(all);
}

// Says it, where that is ticked.
export function sayAloud(room, text) {
  const [voice] = globalThis.speechSynthesis ? voices() : [];
  if (!voice || !room.querySelector("[data-aloud]")?.checked) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

export function askAloud(room) {
  const choice = room.querySelector("[data-voice-choice]");
  const tick = choice?.querySelector("[data-aloud]");
  const asked = room.querySelector("[data-say]");
  if (!tick || !asked || !globalThis.speechSynthesis) return;
  const say = () => sayAloud(room, asked.dataset.say);
  const offer = () => {
    if (!voices().length) return;
    choice.hidden = false;
    if (tick.checked) say();
  };
  try {
    tick.checked = localStorage.getItem(KEY) === "yes";
  } catch {
    // Then it is off until ticked.
  }
  tick.onchange = () => {
    try {
      localStorage.setItem(KEY, tick.checked ? "yes" : "no");
    } catch {
      // Then it holds for this question alone.
    }
    if (tick.checked) say();
    else speechSynthesis.cancel();
  };
  speechSynthesis.addEventListener("voiceschanged", offer, { once: true });
  offer();
}

export const hush = () => globalThis.speechSynthesis?.cancel();
