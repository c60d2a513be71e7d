// Sound at a device's own rate becomes 16 kHz: a windowed sinc with linear phase, its phases laid out once. Sample n of what
// comes out stands for the moment n / 16000 of what went in, however the blocks were cut.
export const RATE = 16_000;

// Zero crossings on either side, and the window's shape: 80 dB down from 8 kHz on, level to 6.7 kHz.
const CROSSINGS = 32;
const BETA = 7.86;
const CUT = 0.922;

const divisor = (a, b) => (b ? divisor(b, a % b) : a);

// The modified Bessel function of order nought, by its series.
function bessel(x) {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function windowed(x, half) {
  const t = x / half;
  if (Math.abs(t) >= 1) return 0;
  const kaiser = bessel(BETA * Math.sqrt(1 - t * t)) / bessel(BETA);
  return kaiser * (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
}

export class Resampler {
  constructor(rate) {
    const whole = Math.round(rate);
    const shared = divisor(whole, RATE);
    this.up = RATE / shared;
    this.down = whole / shared;
    // The slower of the two rates sets how far the sinc is stretched.
    const pace = Math.min(1, this.up / this.down) * CUT;
    this.reach = Math.ceil(CROSSINGS / pace);
    this.phases = Array.from({ length: this.up }, (_, phase) => this.phase(phase, pace));
    this.held = new Float32Array(this.reach);
    // Where the first held sample stands in the sound: silence before the beginning.
    this.from = -this.reach;
    this.next = 0;
    this.heard = 0;
  }

  phase(phase, pace) {
    const taps = new Float32Array(2 * this.reach);
    let sum = 0;
    for (let k = 0; k < taps.length; k += 1) {
      taps[k] = windowed((k - this.reach + 1 - phase / this.up) * pace, CROSSINGS);
      sum += taps[k];
    }
    return taps.map((tap) => tap / sum);
  }

  // The samples that can be told from what was heard so far.
  push(block) {
    this.heard += block.length;
    return this.tell(block, Infinity);
  }

  // What is left: as many samples in all as the sound lasts.
  end() {
    return this.tell(new Float32Array(this.reach), Math.ceil((this.heard * this.up) / this.down));
  }

  tell(block, until) {
    const all = new Float32Array(this.held.length + block.length);
    all.set(this.held);
    all.set(block, this.held.length);
    const told = [];
    for (; this.next < until; this.next += 1) {
      const at = this.next * this.down;
      const first = Math.floor(at / this.up) - this.reach + 1 - this.from;
      if (first + 2 * this.reach > all.length) break;
      const taps = this.phases[at % this.up];
      let sum = 0;
      for (let k = 0; k < taps.length; k += 1) sum += taps[k] * all[first + k];
      told.push(sum);
    }
    const needed = Math.floor((this.next * this.down) / this.up) - this.reach + 1;
    const done = Math.min(all.length, Math.max(0, needed - this.from));
    this.held = all.slice(done);
    this.from += done;
    return Float32Array.from(told);
  }
}

// Sixteen bits a sample; what is louder than full scale is cut.
export function pcm(samples) {
  return Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))));
}
