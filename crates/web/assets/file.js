// A text file, chosen or dropped, is read here in the browser and put into the text field.
import { say } from "./status.js";

const MOST = 1 << 20;

async function take(form, file) {
  if (!file) return;
  if (file.size > MOST) return say(`${file.name} is larger than 1 MB. Give one answer at a time.`);
  const text = await file.text();
  if (text.includes("\ufffd") || text.includes("\0")) {
    return say(`${file.name} is not plain text in UTF-8. Save it as text and choose it again.`);
  }
  const field = form.elements.text;
  field.focus();
  field.select();
  // Put in as if typed, so that undo brings back what stood there; a browser that can't gets it the plain way.
  if (!document.execCommand("insertText", false, text)) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  say(`${file.name} is in the field. Undo brings back what stood there.`);
}

export function takeFiles() {
  for (const form of document.querySelectorAll("form.answer-form")) {
    const chooser = form.querySelector("label.file");
    if (!chooser) continue;
    chooser.hidden = false;
    chooser.querySelector("input").addEventListener("change", (event) => take(form, event.target.files[0]));
    form.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      take(form, event.dataTransfer.files[0]);
    });
  }
}
