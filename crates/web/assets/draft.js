// What is typed survives a reload: it is kept in this browser's storage, where there is one. Ctrl+Enter sends.
const key = (form) => `glidepath.draft.${form.dataset.draft}`;

function fields(form) {
  return [...form.elements].filter((f) => f.name && f.type !== "file");
}

function save(form) {
  const draft = fields(form)
    .filter((f) => f.type !== "checkbox" || f.checked)
    .map((f) => [f.name, f.value]);
  try {
    if (draft.some(([name, value]) => name !== "principle" && value.trim())) localStorage.setItem(key(form), JSON.stringify(draft));
    else localStorage.removeItem(key(form));
  } catch {
    // No storage, or it is full: the draft lives as long as the page.
  }
}

function restore(form) {
  const empty = fields(form).every((f) => (f.type === "checkbox" ? !f.checked : !f.value.trim()));
  if (!empty) return;
  let draft = null;
  try {
    draft = JSON.parse(localStorage.getItem(key(form)));
  } catch {
    return;
  }
  if (!Array.isArray(draft)) return;
  for (const [name, value] of draft) {
    const field = fields(form).find((f) => f.name === name && (f.type !== "checkbox" || f.value === value));
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  const chooser = form.querySelector("details");
  if (chooser && form.querySelector(":checked[type=checkbox]")) chooser.open = true;
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    let timer = 0;
    restore(form);
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => save(form), 250);
    });
    addEventListener("pagehide", () => save(form));
    form.addEventListener("submit", () => save(form));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.querySelector("[data-keys]")?.removeAttribute("hidden");
  }
}
