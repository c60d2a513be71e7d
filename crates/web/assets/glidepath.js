// Entry of the page scripts: each module is optional and fails alone.
import { keepDrafts } from "./draft.js";
import { takeFiles } from "./file.js";
import { placeNotes } from "./place.js";
import { tie } from "./tie.js";

for (const start of [keepDrafts, takeFiles, tie, placeNotes]) {
  try {
    start();
  } catch (error) {
    console.warn("Glidepath:", start.name, "is off:", error.message);
  }
}
