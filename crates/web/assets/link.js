// The line to the server: numbered sound out, receipts back. Each chunk is held here until the server says that it is on disk;
// after a break the line is opened again and goes on from what the server has. Nothing is dropped: where too much waits, it
// says so, and the microphone is to rest.
import { forget, spill, spilled } from "./spill.js";

// Chunks under way at once, and the most that wait: half an hour.
const WINDOW = 64;
const MOST_WAITING = 18_000;
const BACKOFF = [200, 400, 800, 1600, 3000];

// The number of the first sample, then the samples, all little-endian.
function frame(first, samples) {
  const bytes = new DataView(new ArrayBuffer(8 + 2 * samples.length));
  bytes.setBigUint64(0, BigInt(first), true);
  samples.forEach((sample, index) => bytes.setInt16(8 + 2 * index, sample, true));
  return bytes.buffer;
}

export class Link {
  // `on` hears: hello, said (every other message), down, up, held, full.
  constructor(address, room, on) {
    Object.assign(this, { address, room, on, chunks: [], sent: 0, kept: 0, next: null, tries: 0, open: false, closed: false, waiters: [], spilling: false, entered: null });
    const seat = `glidepath.seat.${room}`;
    try {
      this.seat = sessionStorage.getItem(seat) ?? crypto.randomUUID();
      sessionStorage.setItem(seat, this.seat);
    } catch {
      this.seat = crypto.randomUUID();
    }
    this.laid = spilled(room);
    this.connect();
  }

  connect(enter = "enter") {
    if (this.closed) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(JSON.stringify({ is: enter, seat: this.seat }));
    socket.onmessage = ({ data }) => {
      if (socket === this.socket) this.hear(JSON.parse(data));
    };
    socket.onclose = () => {
      if (socket !== this.socket || this.closed) return;
      if (this.open) this.on.down?.();
      this.open = false;
      this.spilling = true;
      for (const chunk of this.chunks) spill(this.room, chunk);
      if (!this.held) setTimeout(() => this.connect(), BACKOFF[Math.min(this.tries++, BACKOFF.length - 1)]);
    };
  }

  async hear(message) {
    switch (message.is) {
      case "hello":
        await this.begin(message);
        break;
      case "kept":
        this.receipt(message.samples);
        this.send();
        this.on.said?.(message);
        break;
      case "gap":
        this.sent = 0;
        this.receipt(message.have);
        this.align(message.have);
        this.send();
        break;
      case "held":
      case "taken":
        this.held = true;
        this.open = false;
        this.on.held?.(message);
        break;
      default:
        this.on.said?.(message);
    }
  }

  // The server says how much it has: what it lacks is sent again, and new sound follows what is there.
  async begin(message) {
    const again = this.next !== null;
    if (!again) {
      this.next = message.kept;
      for (const { first, samples } of await this.laid) {
        if (first + samples.length <= message.kept) continue;
        // After a hole the sound goes on where the server's ends.
        this.queue(first <= this.next ? samples.subarray(Math.max(0, this.next - first)) : samples);
      }
    }
    this.held = false;
    this.tries = 0;
    this.sent = 0;
    this.open = true;
    this.receipt(message.kept);
    this.align(message.kept);
    this.spilling = false;
    this.send();
    this.on.hello?.(message);
    if (again) this.on.up?.();
  }

  receipt(samples) {
    this.kept = Math.max(this.kept, samples);
    while (this.chunks.length && this.chunks[0].first + this.chunks[0].samples.length <= samples) {
      this.chunks.shift();
      this.sent = Math.max(0, this.sent - 1);
    }
    if (this.laidBy && !this.chunks.length) {
      this.laidBy = false;
      forget(this.room);
    }
    if (!this.chunks.length) this.waiters.splice(0).forEach((resolve) => resolve());
  }

  // What follows begins where the server's sound ends: it has more where another tab went on, and less than it once said where a
  // disk has lost it. Then what waits here moves up, so that the rest is kept.
  align(have) {
    const hole = this.chunks.length ? this.chunks[0].first - have : 0;
    if (hole > 0) for (const chunk of this.chunks) chunk.first -= hole;
    if (hole > 0) this.next -= hole;
    if (!this.chunks.length) this.next = have;
    this.kept = have;
  }

  queue(samples) {
    const chunk = { first: this.next, samples };
    this.next += samples.length;
    this.chunks.push(chunk);
    if (this.spilling || !this.open) {
      this.laidBy = true;
      spill(this.room, chunk);
    }
  }

  // The next samples of the sound. Returns false where so much waits that no more should be taken in.
  add(samples) {
    this.queue(samples);
    this.send();
    return this.chunks.length < MOST_WAITING;
  }

  send() {
    if (!this.open || this.socket.readyState !== WebSocket.OPEN) return;
    while (this.sent < this.chunks.length && this.sent < WINDOW) {
      const { first, samples } = this.chunks[this.sent];
      this.socket.send(frame(first, samples));
      this.sent += 1;
    }
  }

  // After trouble on the server's side: once more from what it has.
  again() {
    this.sent = 0;
    this.send();
  }

  // A page that is being left: what is not there yet goes once more by a way that outlives it, the newest that fits.
  flush() {
    const address = this.address.replace(/^ws/, "http").replace(/\/live\?/, "/sound?") + `&seat=${encodeURIComponent(this.seat)}`;
    for (const { first, samples } of this.chunks.slice(0, 18)) navigator.sendBeacon(address, frame(first, samples));
  }

  tell(message) {
    if (this.open && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  // Resolves once everything is on the server's disk.
  settled() {
    return this.chunks.length ? new Promise((resolve) => this.waiters.push(resolve)) : Promise.resolve();
  }

  // From another tab, which is told.
  takeOver() {
    this.held = false;
    this.socket.onclose = null;
    this.socket.close();
    this.connect("take");
  }

  close() {
    this.closed = true;
    this.socket.close();
  }
}
