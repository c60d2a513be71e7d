// The keyboard map and the single letters in it, which can be turned off; and the buttons that only scripts can work.
import { fields } from "./editor.js";
import { goTo, litNote, notes } from "./tie.js";

const KEY = "glidepath.letters";
const typing = (target) => target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

function nextNote(way) {
  const all = notes();
  const here = all.indexOf(document.activeElement.closest(".note") ?? litNote());
  goTo(all[here < 0 ? (way > 0 ? 0 : all.length - 1) : here + way]);
}

function allow() {
  const note = document.activeElement.closest(".note") ?? litNote();
  const box = note?.querySelector(".allow");
  if (!box) return;
  goTo(note);
  box.open = true;
  box.querySelector("input").focus();
}

export function heedKeys() {
  const map = document.getElementById("keys");
  const letters = document.getElementById("letters");
  const openers = document.querySelectorAll("[data-open=keys]");
  try {
    letters.checked = localStorage.getItem(KEY) !== "off";
  } catch {
    // Without storage the letters work until the page is left.
  }
  letters.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, letters.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
  for (const opener of openers) {
    opener.hidden = false;
    opener.addEventListener("click", () => map.showModal());
  }
  const does = {
    "?": () => map.showModal(),
    j: () => nextNote(1),
    k: () => nextNote(-1),
    e: () => {
      if (document.querySelector(".editor.reading")) document.querySelector("[data-mode]").click();
      (fields()[0] ?? document.getElementById("text"))?.focus();
    },
    a: allow,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || map.open || typing(event.target)) return;
    if (event.key === "Enter" && event.target.matches(".note")) {
      const body = event.target.querySelector("details.body");
      body.open = !body.open;
      return;
    }
    if (!letters.checked || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });
}

export function showPrint() {
  const show = () => {
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  };
  document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());
  document.addEventListener("desk:after", show, true);
  show();
}
