// What is typed survives a reload: it is kept in this browser's storage, where there is one. Ctrl+Enter sends.
import { say } from "./status.js";

// A page opened with a question of its own has a draft of its own.
const key = (form) => `glidepath.draft.${form.dataset.draft}${form.topic ? ": " + form.topic : ""}`;
const KEPT = /^(text|before|question|level|role|principle|allowed)$/;

function fields(form) {
  return [...form.elements].filter((f) => KEPT.test(f.name) && f.type !== "file");
}

const values = (form) => fields(form).filter((f) => f.type !== "checkbox" || f.checked).map((f) => [f.name, f.value]);

function stored(form) {
  try {
    const draft = JSON.parse(localStorage.getItem(key(form)));
    return Array.isArray(draft?.fields) ? draft : null;
  } catch {
    return null;
  }
}

// A page nobody has typed on leaves alone what another one keeps.
export function keep(form) {
  if (!form.touched) return;
  const draft = values(form);
  try {
    const told = draft.some(([name, value]) => /^(text|before|question)$/.test(name) && value.trim());
    const changed = JSON.stringify(draft) !== form.begun;
    // A short form, such as the one at home, leaves alone what it has no field for.
    const names = new Set(fields(form).map((f) => f.name)).add("allowed");
    const rest = (stored(form)?.fields ?? []).filter(([name]) => !form.dataset.live && !names.has(name));
    if (told && changed) localStorage.setItem(key(form), JSON.stringify({ from: form.begun, fields: [...draft, ...rest] }));
    else localStorage.removeItem(key(form));
  } catch {
    if (!form.warned) say("This browser keeps no drafts, so a reload would lose what you typed.");
    form.warned = true;
  }
}

export function forget(form) {
  try {
    localStorage.removeItem(key(form));
  } catch {
    // Then there was nothing to forget.
  }
}

// A draft goes back only onto the page it was begun on, or onto an empty one.
function restore(form) {
  const draft = stored(form);
  const empty = fields(form).every((f) => (f.type === "checkbox" ? !f.checked : !f.value.trim()));
  if (!draft || !(empty || draft.from === form.begun)) return;
  for (const field of fields(form)) if (field.type === "checkbox") field.checked = false;
  for (const [name, value] of draft.fields) {
    if (name === "allowed") {
      if (fields(form).some((f) => f.name === name && f.value === value)) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      field.dataset.key = `allowed-${value.split("=")[0]}`;
      form.prepend(field);
      continue;
    }
    const field = fields(form).find((f) => f.name === name && (f.type !== "checkbox" || f.value === value));
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  form.removeAttribute("data-heard");
  form.dispatchEvent(new CustomEvent("desk:filled"));
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    let timer = 0;
    form.topic = form.dataset.draft === "review" ? (form.elements.question?.value ?? "") : "";
    form.begun = JSON.stringify(values(form));
    restore(form);
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(form), 200);
    };
    form.addEventListener("input", () => {
      form.touched = true;
      soon();
    });
    form.addEventListener("desk:after", soon);
    addEventListener("pagehide", () => keep(form));
    form.addEventListener("submit", (event) => {
      form.touched = true;
      keep(form);
      // From home the draft is opened on the desk, so that a reload there asks nothing.
      if (form.dataset.draft === "review" && !form.dataset.live && stored(form)) {
        event.preventDefault();
        location.assign("/review");
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    const afresh = form.querySelector("[data-afresh]");
    if (afresh) {
      afresh.hidden = false;
      afresh.addEventListener("click", () => {
        form.begun = JSON.stringify([]);
        for (const field of fields(form)) {
          if (field.type === "checkbox") field.checked = false;
          else if (field.type === "hidden") field.remove();
          else field.value = "";
        }
        forget(form);
        location.assign(new URL(form.action).pathname);
      });
    }
    for (const hint of form.querySelectorAll("[data-keys]")) hint.hidden = false;
  }
}
