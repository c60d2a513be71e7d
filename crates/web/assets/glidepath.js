// Entry of the page scripts: each module is optional and fails alone.
import { keepDrafts } from "./draft.js";
import { layField } from "./editor.js";
import { takeFiles } from "./file.js";
import { heedKeys, showPrint } from "./keys.js";
import { reviewAsTyped } from "./live.js";
import { placeNotes } from "./place.js";
import { tie } from "./tie.js";

for (const start of [keepDrafts, takeFiles, layField, placeNotes, tie, reviewAsTyped, heedKeys, showPrint]) {
  try {
    start();
  } catch (error) {
    console.warn("Glidepath:", start.name, "is off:", error.message);
  }
}
