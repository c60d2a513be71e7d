// Words, pins and notes that belong together light up together: by mouse, touch, focus, caret and arrow keys.
import { fields, isField, markAt, wordsOf } from "./editor.js";

const numbers = (element) => (element?.closest?.("[data-note]")?.dataset.note ?? "").split(" ").filter(Boolean);
const wide = () => matchMedia("(min-width: 901px)").matches;
export const noteOf = (number) => document.getElementById(`note-${number}`);
let lit = [];

export function light(wanted) {
  lit = wanted;
  for (const element of document.querySelectorAll("[data-note]")) {
    const on = numbers(element).some((n) => wanted.includes(n));
    if (element.classList.contains("lit") !== on) element.classList.toggle("lit", on);
  }
  // A pin out of sight in a chart that scrolls comes into view.
  const pin = wanted.length && document.querySelector(`.path .pin[data-note="${wanted[0]}"]`);
  const frame = pin && pin.closest(".wide");
  if (frame && frame.scrollWidth > frame.clientWidth) {
    const [a, b] = [pin.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (a.left < b.left || a.right > b.right) frame.scrollBy({ left: a.left - b.left - b.width / 2 });
  }
}

function relight(wanted) {
  if (wanted.join() !== lit.join()) light(wanted);
}

export const litNote = () => noteOf(lit[0]);

// Goes to a note: it opens, and its words and pin light up.
export function goTo(note) {
  if (!note) return;
  const body = note.querySelector("details.body");
  if (body) body.open = true;
  note.scrollIntoView({ block: "nearest" });
  note.focus({ preventScroll: true });
}

export const notes = () => [...document.querySelectorAll(".desk .note")].filter((n) => n.offsetParent);

// The caret goes to the next note's words, or to those before.
function step(field, way) {
  const all = fields();
  // Where a place is among all fields: first by the field, then by the letter.
  const order = (a, b) => all.indexOf(a.field) - all.indexOf(b.field) || a.from - b.from;
  const places = notes()
    .filter((n) => n.dataset.note)
    .map((n) => ({ note: n, words: wordsOf(n.dataset.note) }))
    .filter((p) => p.words)
    .sort((a, b) => order(a.words, b.words));
  const here = { field, from: field.selectionStart };
  const next = way > 0 ? places.find((p) => order(p.words, here) > 0) : places.findLast((p) => order(p.words, here) < 0);
  if (!next) return;
  if (next.words.field !== field) next.words.field.focus({ preventScroll: true });
  next.words.field.setSelectionRange(next.words.from, next.words.to);
  light([next.note.dataset.note]);
  document.querySelector(`mark[data-note~="${next.note.dataset.note}"]`)?.scrollIntoView({ block: "nearest" });
}

export function tie() {
  const caret = () => {
    const field = document.activeElement;
    if (isField(field)) relight(numbers(markAt(field, field.selectionStart)));
  };
  let waiting = false;
  document.addEventListener("pointermove", (event) => {
    if (waiting || event.pointerType === "touch") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const under = isField(event.target) ? document.elementsFromPoint(event.clientX, event.clientY) : [event.target];
      const found = under.map((e) => numbers(e)).find((n) => n.length);
      if (found) relight(found);
      else if (isField(document.activeElement)) caret();
      else relight(numbers(document.activeElement));
    });
  });
  document.addEventListener("focusin", (event) => {
    if (!isField(event.target)) relight(numbers(event.target));
  });
  document.addEventListener("selectionchange", caret);
  document.addEventListener("click", (event) => {
    if (isField(event.target)) {
      const field = event.target;
      const [number] = numbers(markAt(field, field.selectionStart));
      if (number && field.selectionStart === field.selectionEnd && wide()) noteOf(number)?.scrollIntoView({ block: "nearest" });
      return;
    }
    const link = event.target.closest('a[href^="#note-"], a[href^="#whole-"], a[href^="#pin-"]');
    const mark = event.target.closest("mark[data-note]");
    if (link) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      if (!target) return;
      event.preventDefault();
      if (target.matches(".note")) goTo(target);
      else {
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
      }
    } else if (mark && !getSelection()?.toString()) goTo(noteOf(numbers(mark)[0]));
  });
  document.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (isField(event.target)) {
      if (event.altKey && event.key.match(/Up|Down/)) (event.preventDefault(), step(event.target, way));
      return;
    }
    const here = event.target.closest?.("a.pin, a.k, .note");
    if (!here || event.altKey || event.target.matches("input, textarea, select")) return;
    const kind = here.matches(".note") ? ".desk .note, main .note" : here.matches("a.k") ? "a.k" : here.closest("svg") ? ".path a.pin" : "article a.pin";
    const all = [...document.querySelectorAll(kind)];
    const next = all[all.indexOf(here) + way];
    if (!next) return;
    event.preventDefault();
    if (next.matches(".note")) goTo(next);
    else next.focus();
  });
  document.addEventListener("desk:after", () => light(lit.filter(noteOf)), true);
}
