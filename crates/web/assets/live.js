// The review follows the typing: the form goes to the server of this machine, and what has changed in the reply takes
// its place on the page. One question at a time; a reply about words that have changed since is dropped.
import { fields as fieldsOf } from "./editor.js";
import { patch } from "./patch.js";
import { say, working } from "./status.js";

// How long a pause in typing has to be, and up to how many letters a review at each pause stays pleasant.
const PAUSE = 45;
const LONG = 60_000;
// How long the typing has to rest before the model is given the time that it needs.
const REST = 120;
const TOO_LONG = 1 << 20;

// XMLHttpRequest parses the reply into a document by itself, so that no text is ever turned into markup here.
function ask(address, body) {
  const request = new XMLHttpRequest();
  const reply = new Promise((resolve, reject) => {
    request.open("POST", address);
    request.responseType = "document";
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.onload = () => (request.response ? resolve(request) : reject(new Error("no page")));
    request.onerror = () => reject(new Error("no reply"));
    request.onabort = () => resolve(null);
    request.send(body);
  });
  return { reply, stop: () => request.abort() };
}

export function reviewAsTyped() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const words = () => fieldsOf().map((field) => field.value).join("\n\n");
  let timer = 0;
  let rest = 0;
  let asking = false;
  // How to stop a review that the typing has overtaken.
  let stop = null;
  let again = false;
  let down = false;
  // A button that was pressed, until a reply that knows of it is shown.
  let pressed = {};

  // First what rules say at once; where the model has more to say about these words, the whole once the typing rests.
  async function review(extra, whole = false) {
    clearTimeout(timer);
    clearTimeout(rest);
    Object.assign(pressed, extra);
    if (words().length > TOO_LONG) return;
    if (asking) return void (again = true);
    asking = true;
    again = false;
    const fields = new URLSearchParams(new FormData(form));
    if (!whole) fields.set("hurry", "yes");
    const sent = { ...pressed };
    for (const [name, value] of Object.entries(sent)) fields.set(name, value);
    const text = words();
    const started = performance.now();
    const calm = setTimeout(() => working("Reviewing …"), 400);
    try {
      const asked = ask(form.dataset.live, fields);
      if (whole) stop = asked.stop;
      const reply = await asked.reply;
      if (!reply || words() !== text) again = true;
      else if (show(reply, started)) {
        for (const name of Object.keys(sent)) if (pressed[name] === sent[name]) delete pressed[name];
        if (sent.allow) say(`${sent.allow} is allowed in this answer.`);
        if (down) say("Glidepath answers again.");
        down = false;
        if (form.hasAttribute("data-more")) rest = setTimeout(() => review(null, true), REST);
      }
    } catch {
      if (!down) say("Glidepath does not answer. Your words are kept here; start it again to go on.", { stays: true });
      down = true;
    }
    stop = null;
    clearTimeout(calm);
    working("");
    asking = false;
    if (again) review();
  }

  function show(reply, started) {
    const next = reply.response.querySelector("form[data-live]");
    if (!next || reply.status >= 500) {
      const why = reply.response.querySelector("h1")?.textContent ?? "Something went wrong";
      say(`${why}. What you see is the review before; your words are kept.`, { stays: true });
      pressed = {};
      return false;
    }
    const held = form.contains(document.activeElement) ? document.activeElement : firstInView();
    const stood = held?.getBoundingClientRect().top;
    form.dispatchEvent(new CustomEvent("desk:before"));
    document.adoptNode(next);
    // What a story is saved over and where its draft lies may have changed since the reply was asked for.
    for (const name of ["id", "version", "draft"]) {
      if (form.elements[name] && next.elements[name]) next.elements[name].value = form.elements[name].value;
    }
    patch(form, next);
    document.title = reply.response.title + " · Glidepath";
    form.dispatchEvent(new CustomEvent("desk:after"));
    // What one is at stays where it is in the window, whatever grew above it.
    const moved = held?.isConnected ? held.getBoundingClientRect().top - stood : 0;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
    performance.measure("desk", { start: started });
    speak();
    return true;
  }

  // The first note one can see: who reads keeps the place.
  function firstInView() {
    return [...form.querySelectorAll(".note")].find((note) => note.getBoundingClientRect().bottom > 0) ?? null;
  }

  // Told to those who listen only once the typing rests.
  let resting = 0;
  function speak() {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (form.hasAttribute("data-heard")) say("Reviewed: " + [...document.querySelectorAll("#sum > span")].map((part) => part.textContent.trim()).join(", "), { quietly: true });
    }, 1500);
  }

  function soon() {
    clearTimeout(timer);
    clearTimeout(rest);
    clearTimeout(resting);
    stop?.();
    const length = words().length;
    if (length > TOO_LONG) return say("This is longer than an answer can be, so it is not reviewed. Give one answer at a time.", { stays: true });
    timer = setTimeout(() => review(), length > LONG ? 1200 : PAUSE);
  }

  form.addEventListener("input", (event) => {
    if (event.isComposing || event.target.name?.startsWith("reason.") || event.target.type === "file") return;
    soon();
  });
  form.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.formAction && button.hasAttribute("formaction")) return;
    // A story is saved by being sent; only another frame is a matter of this page alone.
    if (form.dataset.kept && button?.name !== "frame") return;
    event.preventDefault();
    if (button?.name === "allow") {
      const reason = button.closest(".allow").querySelector("input");
      if (!reason.value.trim()) {
        reason.focus();
        return say("Say in a few words why it is fine here, then allow it.");
      }
    }
    form.touched = true;
    review(button?.name ? { [button.name]: button.value } : null);
  });
  form.addEventListener("desk:ask", () => review());
  if (words().trim() && !form.hasAttribute("data-heard")) review();
}
