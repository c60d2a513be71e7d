// The loop: pages that wait for somebody look every two seconds whether it went on; a job description is taken from a text file.
import { say } from "./status.js";

const EVERY = 2000;

// The page of the same address as a document: no text is turned into markup here.
function fresh() {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open("GET", location.href);
    request.responseType = "document";
    request.onload = () => (request.response ? resolve(request.response) : reject(new Error("no page")));
    request.onerror = () => reject(new Error("no reply"));
    request.send();
  });
}

// Parts are put in place of the old ones; a field one is typing in stays as it is.
function replace(page, parts) {
  for (const id of parts) {
    const [old, next] = [document.getElementById(id), page.getElementById(id)];
    if (!old || !next || old.contains(document.activeElement) && document.activeElement.value) continue;
    old.replaceWith(document.importNode(next, true));
  }
}

export function followLoop() {
  const here = document.querySelector("[data-pulse]");
  if (!here) return;
  const parts = here.dataset.parts?.split(" ");
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
        replace(await fresh(), parts);
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
