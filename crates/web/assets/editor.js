// The text field lies over the marked words, line on line (the stylesheet sees to it where there are scripts). The field's letters are seen; the words under it, unseen,
// carry marks and pins. Each edit is made in both at once, so that marks move with the words before a reply comes.
//
// A text as long as a book is not laid out twice: its field scrolls, and its marks are left to notes and chart.
const VAST = 200_000;
const told = () => document.getElementById("told");

// Every stretch of text under the field: where it begins, its node, and the notes it is marked with.
export function stretches() {
  const out = [];
  if (!told()) return out;
  const walker = document.createTreeWalker(told(), NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    out.push({ at, end: at + node.length, node, mark: node.parentElement.closest("mark") });
    at += node.length;
  }
  return out;
}

// The mark at a place in the text, or null.
export const markAt = (place) => stretches().find((s) => s.mark && s.at <= place && place <= s.end)?.mark ?? null;

// From where to where the words of a note go.
export function wordsOf(number) {
  const mine = stretches().filter((s) => s.mark?.matches(`[data-note~="${number}"]`));
  return mine.length ? [mine[0].at, mine.at(-1).end] : null;
}

function edit(before, after) {
  const short = Math.min(before.length, after.length);
  let start = 0;
  while (start < short && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < short - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const gone = before.length - end;
  const added = after.slice(start, after.length - end);
  const parts = stretches();
  const first = parts.find((s) => s.end >= start);
  const last = parts.find((s) => s.end >= gone);
  const block = (part) => part?.node.parentElement.closest(".para");
  if (!first || (last ?? first) && block(first) !== block(last ?? first)) return whole(after);
  // A line break at the end of one paragraph may not go, or the next would stay on a line of its own.
  for (const part of parts) {
    const from = Math.max(start, part.at);
    const to = Math.min(gone, part.end);
    if (to > from) part.node.deleteData(from - part.at, to - from);
  }
  first.node.insertData(start - first.at, added);
  if (!block(first).textContent.endsWith("\n") && block(first) !== told().lastElementChild) whole(after);
}

// All of it without marks: only where an edit joins paragraphs, until the reply comes.
function whole(text) {
  const paragraph = document.createElement("p");
  paragraph.dir = "auto";
  paragraph.textContent = text;
  const block = document.createElement("div");
  block.className = "para";
  block.append(paragraph);
  told().replaceChildren(block);
}

export function layField() {
  const form = document.querySelector("form[data-live]");
  const editor = document.getElementById("editor");
  if (!form || !editor) return;
  const field = form.elements.text;
  let known = field.value;
  const fits = () => {
    const vast = field.value.length > VAST;
    editor.classList.toggle("vast", vast);
    return !vast;
  };
  const agree = () => {
    if (fits() && told().textContent !== field.value) whole(field.value);
    known = field.value;
  };
  agree();
  field.addEventListener("input", () => {
    if (fits() && known !== field.value) edit(known, field.value);
    known = field.value;
  });
  form.addEventListener("desk:after", () => (known = field.value));
  form.addEventListener("desk:filled", agree);
}
