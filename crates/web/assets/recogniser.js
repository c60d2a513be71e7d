// The browser's own recogniser, only where it was ticked for this turn: its maker may be sent the sound. It writes along; what
// it hears is for the path and the nudges, and is offered as the words at the end.
export function recogniser(heard) {
  const Recogniser = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  if (!Recogniser) return null;
  let settled = "";
  let on = false;
  const ear = new Recogniser();
  ear.continuous = true;
  ear.interimResults = true;
  ear.lang = document.documentElement.lang;
  ear.onresult = (event) => {
    let open = "";
    for (let index = event.resultIndex; index < event.results.length; index += 1) {
      const words = event.results[index][0].transcript;
      if (event.results[index].isFinal) settled = `${settled} ${words}`.trim();
      else open += words;
    }
    heard(`${settled} ${open}`.trim());
  };
  // It stops by itself now and then; whoever speaks on is heard on.
  ear.onend = () => on && setTimeout(() => on && start(), 200);
  ear.onerror = ({ error }) => {
    if (error === "not-allowed" || error === "service-not-allowed" || error === "network") on = false;
  };
  function start() {
    try {
      ear.start();
    } catch {
      // It runs already.
    }
  }
  return {
    go: () => {
      on = true;
      start();
    },
    rest: () => {
      on = false;
      ear.stop();
    },
    words: () => settled,
  };
}
