// What is typed into these forms is kept by Glidepath itself, a moment after each pause and on leaving, until it is saved.
import { say } from "./status.js";

const PAUSE = 600;

function words(form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("kept", form.dataset.keep);
  return fields;
}

export function keepForms() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let timer = 0;
    let sent = words(form).toString();
    let saving = false;
    let stop = null;
    const kept = form.querySelector("[data-kept-at]");
    async function keep() {
      clearTimeout(timer);
      const now = words(form);
      if (saving || now.toString() === sent) return;
      sent = now.toString();
      stop = new AbortController();
      try {
        const reply = await fetch("/kept", { method: "POST", body: now, signal: stop.signal });
        if (!reply.ok) throw new Error((await reply.json()).what);
        if (kept) kept.textContent = `kept at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`;
      } catch (error) {
        if (error.name === "AbortError") return;
        sent = "";
        say("What you type is not kept at the moment. It stays in its field until you leave the page.", { stays: true });
      }
    }
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
      saving = true;
      clearTimeout(timer);
      stop?.abort();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    addEventListener("pagehide", () => {
      if (!saving && words(form).toString() !== sent) navigator.sendBeacon("/kept", words(form));
    });
  }
}
