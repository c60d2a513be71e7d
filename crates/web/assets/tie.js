// Words, pins and notes that belong together light up together: by mouse, by focus, by arrow keys.
const numbers = (element) => (element?.dataset.note ?? "").split(" ").filter(Boolean);

export function tie() {
  const tied = [...document.querySelectorAll("[data-note]")];
  if (!tied.length) return;
  const of = (number) => tied.filter((e) => numbers(e).includes(number));

  function light(element) {
    const on = new Set(numbers(element?.closest("[data-note]")));
    for (const e of tied) e.classList.toggle("lit", numbers(e).some((n) => on.has(n)));
  }

  document.addEventListener("pointerover", (event) => light(event.target.closest("[data-note]") ?? document.activeElement));
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-note]");
    if (!mark || getSelection()?.toString()) return;
    const note = document.getElementById(`note-${numbers(mark)[0]}`);
    note?.scrollIntoView({ block: "nearest" });
    note?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const here = document.activeElement?.closest?.("a.pin, .note");
    if (!step || !here?.dataset.note) return;
    const next = of(String(Number(here.dataset.note) + step)).find((e) => e.tagName === here.tagName && e.matches("a.pin, .note"));
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
