// A text field lies over its marked words, line on line (the stylesheet sees to it where there are scripts). The field's letters are seen; the words under it, unseen,
// carry marks and pins. Each edit is made in both at once, so that marks move with the words before a reply comes. An answer has one such field, a story one for each section.
//
// A text as long as a book is not laid out twice: its field scrolls, and its marks are left to notes and chart.
const VAST = 200_000;

export const isField = (target) => Boolean(target?.matches?.(".editor > textarea"));
export const fields = () => [...document.querySelectorAll(".editor > textarea")];
const told = (field) => field?.closest(".editor").querySelector(".told");

// Every stretch of text under the field: where it begins, its node, and the notes it is marked with.
export function stretches(field) {
  const out = [];
  if (!told(field)) return out;
  const walker = document.createTreeWalker(told(field), NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    out.push({ at, end: at + node.length, node, mark: node.parentElement.closest("mark") });
    at += node.length;
  }
  return out;
}

// The mark at a place in a field's text, or null.
export const markAt = (field, place) => stretches(field).find((s) => s.mark && s.at <= place && place <= s.end)?.mark ?? null;

// In which field the words of a note are, and from where to where they go there.
export function wordsOf(number) {
  for (const field of fields()) {
    const mine = stretches(field).filter((s) => s.mark?.matches(`[data-note~="${number}"]`));
    if (mine.length) return { field, from: mine[0].at, to: mine.at(-1).end };
  }
  return null;
}

function edit(field, before, after) {
  const short = Math.min(before.length, after.length);
  let start = 0;
  while (start < short && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < short - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const gone = before.length - end;
  const added = after.slice(start, after.length - end);
  const parts = stretches(field);
  const first = parts.find((s) => s.end >= start);
  const last = parts.find((s) => s.end >= gone);
  const block = (part) => part?.node.parentElement.closest(".para");
  if (!first || (last ?? first) && block(first) !== block(last ?? first)) return whole(field, after);
  // A line break at the end of one paragraph may not go, or the next would stay on a line of its own.
  for (const part of parts) {
    const from = Math.max(start, part.at);
    const to = Math.min(gone, part.end);
    if (to > from) part.node.deleteData(from - part.at, to - from);
  }
  first.node.insertData(start - first.at, added);
  if (!block(first).textContent.endsWith("\n") && block(first) !== told(field).lastElementChild) whole(field, after);
}

// All of it without marks: only where an edit joins paragraphs, until the reply comes.
function whole(field, text) {
  const paragraph = document.createElement("p");
  paragraph.dir = "auto";
  paragraph.textContent = text;
  const block = document.createElement("div");
  block.className = "para";
  block.append(paragraph);
  told(field).replaceChildren(block);
}

export function layField() {
  const form = document.querySelector("form[data-live]");
  if (!form || !fields().length) return;
  const known = new WeakMap();
  const fits = (field) => {
    const vast = field.value.length > VAST;
    field.closest(".editor").classList.toggle("vast", vast);
    return !vast;
  };
  const agree = () => {
    for (const field of fields()) {
      if (fits(field) && told(field).textContent !== field.value) whole(field, field.value);
      known.set(field, field.value);
    }
  };
  agree();
  form.addEventListener("input", ({ target }) => {
    if (!isField(target)) return;
    if (fits(target) && known.get(target) !== target.value) edit(target, known.get(target) ?? "", target.value);
    known.set(target, target.value);
  });
  form.addEventListener("desk:after", () => fields().forEach((field) => known.set(field, field.value)));
  form.addEventListener("desk:filled", agree);
}
