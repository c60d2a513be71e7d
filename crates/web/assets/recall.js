// The retrieval drill by keys: numbers pick a story, letters narrow the list down, space shows what was to be said, 1 to 4 grade it. The
// time is counted here, from when the card could be read; the server takes the shorter of the two.
export function recall() {
  const card = document.querySelector("[data-recall]");
  const letters = document.getElementById("letters");
  const narrow = card.querySelector("[data-narrow]");
  const begun = performance.now();
  const took = card.querySelector("[data-took]");
  const kind = card.dataset.recall;
  const choices = [...card.querySelectorAll(".choices button")];

  card.addEventListener("submit", () => {
    if (took) took.value = Math.round(performance.now() - begun);
  });
  // The ring's number goes down with it; at nought it stays: late is late, and not the end.
  const seconds = card.querySelector("[data-seconds]");
  if (seconds) {
    const limit = Number(card.dataset.limit);
    const tick = setInterval(() => {
      const left = Math.max(0, Math.ceil((limit - (performance.now() - begun)) / 1000));
      seconds.textContent = left;
      if (!left) clearInterval(tick);
    }, 200);
  }

  const shown = () => choices.filter((button) => !button.parentElement.hidden);
  function number() {
    shown().forEach((button, index) => (button.querySelector("kbd").textContent = index < 9 ? index + 1 : ""));
  }
  if (narrow) {
    narrow.closest("[hidden]").hidden = false;
    narrow.addEventListener("input", () => {
      const wanted = narrow.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const button of choices) {
        const title = button.textContent.toLowerCase();
        button.parentElement.hidden = !wanted.every((part) => title.includes(part));
      }
      number();
    });
    // Typing begins the search wherever the focus is.
    narrow.addEventListener("keydown", (event) => {
      const index = Number(event.key) - 1;
      if (event.key === "Enter" && shown().length) {
        event.preventDefault();
        shown()[0].click();
      } else if (!narrow.value && index >= 0 && index < 9 && shown()[index]) {
        event.preventDefault();
        shown()[index].click();
      }
    });
    narrow.focus();
  } else card.querySelector("button:not([disabled])")?.focus();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !letters?.checked || event.target.matches("input, select, textarea")) return;
    const index = Number(event.key) - 1;
    const press = (button) => {
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    if (kind === "match") {
      if (event.key === "0") press(card.querySelector(".row button"));
      else if (index >= 0 && index < 9) press(shown()[index]);
      else if (event.key.length === 1 && /\p{L}/u.test(event.key)) narrow.focus();
    } else if (kind === "say" && event.key === " ") press(card.querySelector("button.go"));
    else if (kind === "grade" && index >= 0 && index < 4) {
      const grade = card.querySelectorAll(".grades button")[index];
      if (!grade.disabled) press(grade);
    }
  });
}
