// A story's editor: what is typed is kept as a draft in the bank a moment later and when the page is left, saving does not
// leave the page, and there is always a blank row for another fact.
import { fields } from "./editor.js";
import { tellMoments } from "./moment.js";
import { patch } from "./patch.js";
import { say } from "./status.js";

// How long the typing rests before it is kept.
const REST = 900;

const now = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

export function editStory() {
  const form = document.querySelector("form.story-desk");
  const kept = document.getElementById("kept");
  const notices = document.querySelector(".notices");
  const sent = () => new URLSearchParams(new FormData(form)).toString();
  let known = sent();
  let timer = 0;
  let saving = false;
  let changed = false;

  // Each window keeps a draft of its own, under a name that a reload finds in the address.
  function name() {
    const field = form.elements.draft;
    if (field.value) return;
    field.value = crypto.randomUUID().replaceAll("-", "").slice(0, 12);
    const address = new URL(location.href);
    address.search = "";
    address.searchParams.set("draft", field.value);
    history.replaceState(null, "", address);
  }

  async function keep() {
    clearTimeout(timer);
    if (saving || !changed || sent() === known) return;
    name();
    const body = sent();
    try {
      const reply = await fetch(form.dataset.kept, { method: "POST", body: new URLSearchParams(body), keepalive: body.length < 60_000 });
      if (reply.ok) {
        known = body;
        changed = sent() !== body;
        kept.textContent = `Kept as a draft at ${now()}`;
        kept.classList.remove("lost");
      } else {
        const trouble = await reply.json();
        lost(`${trouble.what}. ${trouble.do}`);
      }
    } catch {
      lost("Not kept: Glidepath does not answer. Your words stand here; start it again to go on.");
    }
  }

  function lost(why) {
    kept.textContent = why;
    kept.classList.add("lost");
  }

  form.addEventListener("input", (event) => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, REST);
    if (event.target.name?.startsWith("fact.")) another();
  });
  // A page that is left has no time to wait for a reply.
  const leave = () => {
    if (saving || !changed || sent() === known) return;
    name();
    if (navigator.sendBeacon(form.dataset.kept, new URLSearchParams(sent()))) known = sent();
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());

  // A blank row after the last that is used.
  function another() {
    const rows = [...form.querySelectorAll(".fact")];
    const last = rows.at(-1);
    if ([...last.querySelectorAll("input")].every((field) => !field.value.trim())) return;
    const row = last.cloneNode(true);
    const number = rows.length;
    const renamed = (value) => value.replace(/\d+$/, number);
    row.setAttribute("aria-label", `Fact ${number + 1}`);
    row.dataset.key = `fact-${number}`;
    for (const field of row.querySelectorAll("input, select")) {
      field.id = renamed(field.id);
      if (field.matches("input")) (field.value = ""), field.setAttribute("value", "");
      else field.selectedIndex = field.name === "fact.sureness" ? 1 : 0;
    }
    for (const label of row.querySelectorAll("label")) label.htmlFor = renamed(label.htmlFor);
    last.after(row);
  }

  // XMLHttpRequest parses the reply into a document by itself, so that no text is ever turned into markup here.
  function post(address, body) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.responseType = "document";
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.onload = () => resolve(request);
      request.onerror = () => reject(new Error("no reply"));
      request.send(body);
    });
  }

  async function save() {
    if (saving) return;
    clearTimeout(timer);
    saving = true;
    const body = sent();
    try {
      const reply = await post(form.action, body);
      const next = reply.response?.querySelector("form.story-desk");
      if (!next) throw new Error("no page");
      show(reply, document.adoptNode(next), body);
    } catch {
      lost("Not saved: Glidepath does not answer. Your words stand here; start it again to go on.");
    }
    saving = false;
    if (changed) timer = setTimeout(keep, REST);
  }

  function show(reply, next, body) {
    const saved = new URL(reply.responseURL).searchParams.get("saved");
    const said = reply.response.querySelector(".notices");
    notices.replaceChildren(...document.adoptNode(said).childNodes);
    tellMoments(notices);
    const same = sent() === body;
    if (same && saved) {
      form.elements.draft.value = "";
      renew(next);
    } else {
      // What was typed meanwhile stays as it is; only what it will be saved over is told.
      for (const field of ["id", "version"]) form.elements[field].value = next.elements[field].value;
      form.action = next.action;
    }
    if (saved) {
      if (!same) form.elements.draft.value = "";
      history.replaceState(null, "", new URL(reply.responseURL).pathname);
      document.title = reply.response.title;
      notices.replaceChildren();
      kept.textContent = `Saved as version ${saved} at ${now()}`;
      kept.classList.remove("lost");
      known = sent();
      changed = !same;
    } else {
      notices.querySelector(".notice")?.focus();
      notices.scrollIntoView({ block: "nearest" });
      kept.textContent = "Not saved yet; see above";
      kept.classList.add("lost");
    }
  }

  // Sections may have been cut afresh: whoever is in one stays at the same letter.
  function renew(next) {
    const held = document.activeElement;
    const at = fields().includes(held) ? [held.id, held.selectionStart, held.selectionEnd] : null;
    form.dispatchEvent(new CustomEvent("desk:before"));
    patch(form, next);
    form.dispatchEvent(new CustomEvent("desk:after"));
    if (!at || held.isConnected) return;
    const field = document.getElementById(at[0]);
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(at[1], at[2]);
  }

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.name || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    save();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    save();
  });
  // Dropping a draft, choosing a side or removing leaves the page on purpose: nothing is to be kept again behind it.
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    changed = false;
  });
  for (const hint of document.querySelectorAll(".save-bar [data-keys]")) hint.hidden = false;
  if (notices.querySelector(".clash")) say("This story was saved elsewhere while you wrote.", { quietly: true });
}
