// Lists that follow what is asked of them: what is found takes its place on the page as one types, and the address says
// what was asked, so that a reload shows the same.
import { patch } from "./patch.js";
import { say } from "./status.js";

const PAUSE = 160;

function ask(address) {
  const request = new XMLHttpRequest();
  const reply = new Promise((resolve, reject) => {
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request.response);
    request.onerror = () => reject(new Error("no reply"));
    request.onabort = () => resolve(null);
    request.send();
  });
  return { reply, stop: () => request.abort() };
}

export function findAsTyped() {
  for (const form of document.querySelectorAll("form[data-sends]")) form.addEventListener("change", () => form.requestSubmit());
  const form = document.querySelector("form[data-find]");
  if (!form) return;
  let timer = 0;
  let asked = null;
  async function find() {
    clearTimeout(timer);
    asked?.stop();
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
    asked = ask(address);
    try {
      const reply = await asked.reply;
      const next = reply?.getElementById(form.dataset.find);
      if (!next) return;
      patch(document.getElementById(form.dataset.find), document.adoptNode(next));
      history.replaceState(null, "", address);
    } catch {
      say("Glidepath does not answer. Start it again, then go on here.", { stays: true });
    }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
}
