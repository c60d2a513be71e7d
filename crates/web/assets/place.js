// Puts notes where their words are: beside them on a wide screen, under their paragraph on a narrow one.
const GAP = 10;

export function placeNotes() {
  const margin = document.querySelector(".margin");
  const list = margin?.querySelector("ol.notes");
  const answer = document.getElementById("answer");
  if (!list || !answer) return;
  const notes = [...list.children];
  const placed = notes.filter((n) => n.dataset.note);
  const narrow = matchMedia("screen and (max-width: 900px)");
  const markOf = (note) => answer.querySelector(`mark[data-note~="${note.dataset.note}"]`) ?? document.getElementById(`pin-${note.dataset.note}`);

  function home() {
    for (const note of notes) {
      note.style.marginTop = "";
      list.append(note);
    }
    for (const inline of answer.querySelectorAll("ol.notes")) inline.remove();
  }

  function under() {
    for (const note of placed) {
      const paragraph = document.getElementById(`pin-${note.dataset.note}`)?.closest(".para");
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

  function beside() {
    const wanted = placed.map((note) => markOf(note)?.getBoundingClientRect().top ?? 0);
    placed.forEach((note, index) => {
      const now = note.getBoundingClientRect().top;
      const room = wanted[index] - now;
      if (room > GAP) note.style.marginTop = `${Math.round(room)}px`;
    });
  }

  function place() {
    home();
    if (narrow.matches) under();
    else beside();
  }

  place();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    place();
  });
  narrow.addEventListener("change", place);
  addEventListener("beforeprint", home);
  addEventListener("afterprint", place);
}
