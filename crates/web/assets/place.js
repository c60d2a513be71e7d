// Puts notes where their words are: beside them on a wide screen, under their paragraph on a narrow one while reading.
const GAP = 10;

export function placeNotes() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const toggle = form.querySelector("[data-mode]");
  const narrow = matchMedia("screen and (max-width: 900px)");
  const editors = () => form.querySelectorAll(".editor");
  const list = () => form.querySelector(".margin ol.notes");
  let order = null;
  let reading = form.hasAttribute("data-heard");

  function home() {
    if (order) list()?.append(...order);
    order = null;
    for (const inline of form.querySelectorAll(".told ol.notes")) inline.remove();
    for (const note of list()?.children ?? []) note.style.marginTop = "";
  }

  function under() {
    const notes = [...(list()?.children ?? [])];
    order = notes;
    for (const note of notes) {
      const paragraph = note.dataset.note && document.getElementById(`pin-${note.dataset.note}`)?.closest(".para");
      if (!paragraph) continue;
      let inline = paragraph.querySelector("ol.notes");
      if (!inline) {
        inline = document.createElement("ol");
        inline.className = "notes";
        paragraph.append(inline);
      }
      inline.append(note);
    }
  }

  // One look at where everything is, then one round of moving.
  function beside() {
    const places = [...(list()?.children ?? [])]
      .filter((note) => note.dataset.note)
      .map((note) => ({
        note,
        now: note.getBoundingClientRect().top,
        wanted: form.querySelector(`.told mark[data-note~="${note.dataset.note}"]`)?.getBoundingClientRect().top ?? 0,
      }));
    let pushed = 0;
    for (const { note, now, wanted } of places) {
      const room = wanted - now - pushed;
      if (room <= GAP) continue;
      note.style.marginTop = `${Math.round(room)}px`;
      pushed += Math.round(room);
    }
  }

  function place() {
    home();
    const read = narrow.matches && reading && form.hasAttribute("data-heard");
    for (const editor of editors()) editor.classList.toggle("reading", read);
    toggle.hidden = !(narrow.matches && form.hasAttribute("data-heard"));
    toggle.textContent = read ? "Edit the words" : "Read with notes";
    if (read) under();
    else if (!narrow.matches) beside();
  }

  toggle.addEventListener("click", () => {
    reading = !reading;
    place();
    if (!reading) form.querySelector(".editor > textarea").focus();
  });
  form.addEventListener("desk:before", home);
  form.addEventListener("desk:after", place);
  form.addEventListener("toggle", (event) => event.target.matches(".body, .allow") && !narrow.matches && place(), true);
  // Only another width moves words; moving notes for less would take the focus from the one somebody is at.
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) requestAnimationFrame(place);
    width = contentRect.width;
  }).observe(form.querySelector(".cols"));
  narrow.addEventListener("change", place);
  // On paper nothing can be opened, so findings are printed open.
  let opened = [];
  addEventListener("beforeprint", () => {
    home();
    opened = [...form.querySelectorAll(".note:not(.good) .body:not([open])")];
    for (const body of opened) body.open = true;
  });
  addEventListener("afterprint", () => {
    for (const body of opened) body.open = false;
    place();
  });
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches(".editor > textarea")) reading = false;
  });
  place();
}
