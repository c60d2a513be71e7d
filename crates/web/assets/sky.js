// Draws into the sky of a drill room: the moment, the voice as it was heard, and the path where there are words. Time runs to
// the right; who runs over is given more of it.
const LEFT = 88;
const WIDE = 1024;
const VOICE = 213;
const TALLEST = 9.5;
// The voice is drawn in steps of a quarter of a second.
const STEP = 250;

const height = (feet) => (feet >= 50_000 ? 40 : feet >= 25_000 ? 88 : feet >= 15_000 ? 127 : feet >= 5000 ? 165 : 192);
const round = (value) => Math.round(value * 10) / 10;

export class Sky {
  constructor(figure) {
    const limit = Math.max(1, Number(figure.dataset.limit)) * 1000;
    const one = (name) => figure.querySelector(`[data-${name}]`);
    Object.assign(this, { figure, limit, short: figure.classList.contains("short"), total: limit / Number(figure.dataset.box), ms: 0, steps: [], points: [] });
    Object.assign(this, { line: one("line"), voice: one("voice"), now: one("now"), craft: one("craft"), scaled: one("scaled") });
  }

  x(ms) {
    return LEFT + (WIDE * ms) / this.total;
  }

  at(ms) {
    this.ms = ms;
    if (ms > this.total * 0.985) this.stretch(ms * 1.12);
    const share = `${round((100 * ms) / this.total)}%`;
    this.now.setAttribute("x1", share);
    this.now.setAttribute("x2", share);
    this.craft.setAttribute("cx", share);
    this.craft.setAttribute("cy", this.points.length && !this.short ? this.height(ms) : VOICE);
  }

  // More time in the same width: everything moves to its new place.
  stretch(total) {
    this.total = total;
    this.scaled.setAttribute("transform", `translate(${LEFT} 0) scale(${this.limit / total} 1) translate(-${LEFT} 0)`);
    for (const part of this.figure.querySelectorAll("[data-at]")) {
      const share = `${round((100_000 * Number(part.dataset.at)) / total)}%`;
      for (const name of part.tagName === "line" ? ["x1", "x2"] : ["x"]) part.setAttribute(name, share);
    }
    this.drawVoice();
    this.fly(this.points);
  }

  // How loud it was until now: nothing below -50 dB, all of it from -12 dB on.
  hear(ms, db) {
    const step = Math.floor(ms / STEP);
    const tall = Math.max(0, Math.min(1, (db + 50) / 38)) * TALLEST;
    this.steps[step] = Math.max(this.steps[step] ?? 0, tall);
    this.drawVoice();
  }

  drawVoice() {
    let drawn = "";
    this.steps.forEach((tall, step) => {
      if (tall >= 0.6) drawn += `M${round(this.x((step + 0.5) * STEP))} ${round(VOICE - tall)}v${round(2 * tall)}`;
    });
    this.voice.setAttribute("d", drawn);
  }

  // `points` are sentences: when each ended, and from how high it was told. Level to level in soft bends.
  fly(points) {
    this.points = points;
    let from = 0;
    let before = null;
    let drawn = "";
    for (const [end, feet] of points) {
      const [left, right, y] = [this.x(from), this.x(Math.max(end, from)), height(feet)];
      const level = (right - left) * 0.28;
      if (before === null) drawn = `M${round(left)} ${y}`;
      else if (before.y === y) drawn += `H${round(left + level)}`;
      else {
        const middle = round((before.x + left + level) / 2);
        drawn += `C${middle} ${before.y} ${middle} ${y} ${round(left + level)} ${y}`;
      }
      before = { x: right - level, y };
      drawn += `H${round(right - level)}`;
      from = Math.max(end, from);
    }
    if (before) drawn += `H${round(this.x(from))}`;
    this.line.setAttribute("d", drawn);
  }

  height(ms) {
    const [, feet] = this.points.find(([end]) => end >= ms) ?? this.points.at(-1);
    return height(feet);
  }
}
