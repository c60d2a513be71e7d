// Entry of the page scripts. Each module is fetched only where it has something to do, is optional, and fails alone.
const desk = document.querySelector("form[data-live]");
const form = document.querySelector("form.answer-form");
const story = document.querySelector("form.story-desk");
const lists = document.querySelector("form[data-find], form[data-sends]");
const keeps = document.querySelector("form[data-keep]");
const printed = document.querySelector("[data-print]");
const moments = document.querySelector("time.moment");
const room = document.querySelector("#room[data-turn]");
const after = document.querySelector(".room.after");
const check = document.querySelector("#check.alone");
const take = document.querySelector("[data-take]");
const two = document.querySelector("form[data-pick-two]");
const card = document.querySelector("[data-recall]");
const pulse = document.querySelector("[data-pulse]");
const job = document.querySelector("[data-job-file]");
const parts = [
  [form, "draft.js", "keepDrafts"],
  [form, "file.js", "takeFiles"],
  [desk, "editor.js", "layField"],
  [desk, "place.js", "placeNotes"],
  [desk ?? take, "tie.js", "tie"],
  [desk, "live.js", "reviewAsTyped"],
  [story, "story.js", "editStory"],
  [lists, "find.js", "findAsTyped"],
  [keeps, "keep.js", "keepForms"],
  [room, "drill.js", "runRoom"],
  [after, "drill.js", "runAfter"],
  [check, "check.js", "checkAlone"],
  [take, "take.js", "playTake"],
  [two, "take.js", "pickTwo"],
  [card, "recall.js", "recall"],
  [pulse, "loop.js", "followLoop"],
  [job, "loop.js", "takeJob"],
  [moments, "moment.js", "tellMoments"],
  [printed ?? desk, "keys.js", "showPrint"],
  [true, "keys.js", "heedKeys"],
].filter(([needed]) => needed);

// Fetched together, started in order.
const fetched = await Promise.allSettled(parts.map(([, file]) => import(`./${file}`)));
parts.forEach(([, file, name], index) => {
  try {
    if (fetched[index].reason) throw fetched[index].reason;
    fetched[index].value[name]();
  } catch (error) {
    console.warn("Glidepath:", file, name, "is off:", error.message);
  }
});
document.documentElement.classList.add("scripted");
