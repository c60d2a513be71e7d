// The quiet line at the foot of the window: what is being done, what was done. Read aloud by screen readers.
const line = () => document.getElementById("status");
let timer = 0;

export function say(text, { quietly = false, stays = false } = {}) {
  const status = line();
  if (!status) return;
  clearTimeout(timer);
  status.classList.remove("busy");
  status.classList.toggle("hidden", quietly);
  status.textContent = text;
  if (!stays) timer = setTimeout(() => (status.textContent = ""), 6000);
}

// Work that takes long enough to be noticed.
export function working(text) {
  const status = line();
  if (!status || (!text && !status.classList.contains("busy"))) return;
  clearTimeout(timer);
  status.classList.remove("hidden");
  status.classList.toggle("busy", Boolean(text));
  status.textContent = text;
}
