// Runs on the audio thread and hands the microphone's samples over in blocks of some 25 ms. Nothing else is done there.
const BLOCK = 1280;

class Blocks extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(BLOCK);
    this.filled = 0;
    this.open = true;
    this.port.onmessage = () => {
      this.hand();
      this.open = false;
      this.port.postMessage(null);
    };
  }

  hand() {
    if (!this.filled) return;
    const block = this.block.slice(0, this.filled);
    this.port.postMessage(block, [block.buffer]);
    this.filled = 0;
  }

  process([input]) {
    const samples = input[0];
    if (this.open && samples) {
      this.block.set(samples, this.filled);
      this.filled += samples.length;
      if (this.filled + samples.length > BLOCK) this.hand();
    }
    return this.open;
  }
}

registerProcessor("glidepath-blocks", Blocks);
