// Strokes that light up with the level, from -60 dB to full scale.
const QUIETEST = -60;

export class Meter {
  constructor(drawing) {
    this.strokes = [...(drawing?.querySelectorAll("line") ?? [])];
    this.lit = 0;
  }

  // Rises at once and falls gently.
  show(db, clipped = false) {
    const level = Math.max(0, Math.min(1, (db - QUIETEST) / -QUIETEST)) * this.strokes.length;
    this.lit = Math.max(level, this.lit - 3);
    this.strokes.forEach((stroke, index) => {
      stroke.setAttribute("class", index >= this.lit ? "" : clipped && index > this.strokes.length - 4 ? "hot" : "lit");
    });
  }
}
