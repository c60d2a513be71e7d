// The loop: pages that wait for somebody look every two seconds whether it went on; a job description is taken from a text file.
import { say } from "./status.js";

const EVERY = 2000;

// A page as a document: no text is turned into markup here.
function fetched(method, address, body = null) {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open(method, address);
    request.responseType = "document";
    if (body) request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.onload = () => (request.response ? resolve(request.response) : reject(new Error("no page")));
    request.onerror = () => reject(new Error("no reply"));
    request.send(body);
  });
}

// Parts are put in place of the old ones; a field one is typing in stays as it is, unless it was sent.
function replace(page, parts, sent = false) {
  for (const id of parts) {
    const [old, next] = [document.getElementById(id), page.getElementById(id)];
    const typing = old?.contains(document.activeElement) && document.activeElement.value;
    if (old && next && (sent || !typing)) old.replaceWith(document.importNode(next, true));
  }
}

// A question is sent without leaving the page, so that notes one is in the middle of stay as they are.
function askHere(here, parts) {
  here.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/ask")) return;
    event.preventDefault();
    try {
      const page = await fetched("POST", form.action, new URLSearchParams(new FormData(form, event.submitter)).toString());
      const trouble = page.querySelector(".notice h2");
      if (trouble) say(trouble.textContent, { stays: true });
      else replace(page, parts, true);
    } catch {
      say("Glidepath does not answer. Your question is still in its field.", { stays: true });
    }
  });
}

export function followLoop() {
  const here = document.querySelector("[data-pulse]");
  if (!here) return;
  const parts = here.dataset.parts?.split(" ");
  if (parts) askHere(here, parts);
  let stands = null;
  let down = false;
  async function look() {
    try {
      const reply = await fetch(here.dataset.pulse);
      if (!reply.ok) throw new Error((await reply.json()).what);
      const now = await reply.json();
      if (down) say("Glidepath answers again.");
      down = false;
      if (stands !== null && now.stands !== stands) {
        if (!parts) return location.assign(now.leads);
        replace(await fetched("GET", location.href), parts);
      }
      stands = now.stands;
    } catch {
      if (!down) say("Glidepath does not answer. It is asked again every two seconds.", { stays: true });
      down = true;
    }
    setTimeout(look, EVERY);
  }
  look();
}

export function takeJob() {
  const [choose, field] = [document.querySelector("[data-job-file]"), document.getElementById("job")];
  if (!choose || !field) return;
  choose.closest("[hidden]")?.removeAttribute("hidden");
  choose.addEventListener("change", async () => {
    const [file] = choose.files;
    if (!file) return;
    const text = await file.text();
    if (text.includes("\u0000")) return void say("This is no text file. Open it where you read it, and paste its words here.");
    field.value = text;
    say(`${file.name} is in the field. Read it when you are ready.`);
  });
}
