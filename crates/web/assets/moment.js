// The server says when in UTC; here it is the reader's own time.
export function tellMoments(within = document) {
  const today = new Date().toDateString();
  for (const time of within.querySelectorAll("time.moment")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    time.textContent = at.toDateString() === today ? `today at ${clock}` : `on ${day} at ${clock}`;
  }
}
