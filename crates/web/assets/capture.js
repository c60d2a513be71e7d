// The microphone, and nothing but the microphone: no other sound of this machine, no picture, no screen. What it hears comes
// out as 16 kHz mono, cut in tenths of a second.
import { RATE, Resampler, pcm } from "./resample.js";

export const CHUNK = RATE / 10;

// What the device does to a voice would be heard as the voice: all of it is off, so that pauses and loudness are true.
const WANTED = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };

const TROUBLE = {
  NotAllowedError: ["permission-denied", "The microphone may not be used", "this browser was told not to let Glidepath hear it", "Allow the microphone beside the address, then start again; or type the answer."],
  NotFoundError: ["no-microphone", "There is no microphone", "this machine has none that the browser can see", "Plug one in and start again; or type the answer."],
  NotReadableError: ["microphone-busy", "The microphone does not answer", "another program may hold it", "Close the other program and start again; or type the answer."],
  lost: ["device-lost", "The microphone is gone", "it was unplugged or switched off", "What you said is kept. Plug it in and go on, or finish here."],
  unsupported: ["no-capture", "This browser cannot record here", "it offers no microphone to this page", "Use a newer browser at http://127.0.0.1; or type the answer."],
};

export function trouble(name) {
  const [code, what, why, fix] = TROUBLE[name] ?? ["microphone-failed", "The microphone could not be used", `the browser says ${name}`, "Start again, or type the answer."];
  return { code, what, why, do: fix };
}

// The microphones one can choose from. Their names are told only after one was allowed.
export async function microphones() {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all.filter((device) => device.kind === "audioinput" && device.deviceId);
}

// Opens one, or the usual one where `id` is empty or gone. `heard(samples, level)` gets each tenth of a second.
export async function listen(id, worklet, { heard, lost }) {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.AudioWorkletNode) throw trouble("unsupported");
  const ask = (audio) => navigator.mediaDevices.getUserMedia({ audio });
  let stream;
  try {
    stream = await (id ? ask({ ...WANTED, deviceId: { exact: id } }).catch((error) => (error.name === "OverconstrainedError" || error.name === "NotFoundError" ? ask(WANTED) : Promise.reject(error))) : ask(WANTED));
  } catch (error) {
    throw trouble(error.name);
  }
  const context = new AudioContext();
  await context.audioWorklet.addModule(worklet);
  const source = context.createMediaStreamSource(stream);
  const blocks = new AudioWorkletNode(context, "glidepath-blocks", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  const resampler = new Resampler(context.sampleRate);
  let rest = new Float32Array(0);

  function take(samples) {
    const all = new Float32Array(rest.length + samples.length);
    all.set(rest);
    all.set(samples, rest.length);
    let at = 0;
    for (; at + CHUNK <= all.length; at += CHUNK) give(all.subarray(at, at + CHUNK));
    rest = all.slice(at);
  }

  function give(samples) {
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
    heard(pcm(samples), { db: 10 * Math.log10(power + 1e-10), clipped: peak >= 0.999 });
  }

  let ended = null;
  blocks.port.onmessage = ({ data }) => (data ? take(resampler.push(data)) : ended?.());
  const track = stream.getAudioTracks()[0];
  track.onended = () => lost(trouble("lost"));
  source.connect(blocks);
  if (context.state === "suspended") await context.resume();

  // To the last sample: what the audio thread still holds, and what the filter does.
  async function stop() {
    track.onended = null;
    const last = new Promise((resolve) => (ended = resolve));
    blocks.port.postMessage("stop");
    await Promise.race([last, new Promise((resolve) => setTimeout(resolve, 300))]);
    take(resampler.end());
    if (rest.length) give(rest);
    rest = new Float32Array(0);
    close();
  }

  function close() {
    track.onended = null;
    stream.getTracks().forEach((each) => each.stop());
    context.close().catch(() => {});
  }

  // At once, for a page that is being left.
  function flush() {
    if (rest.length) give(rest);
    rest = new Float32Array(0);
  }

  return { stop, close, flush, name: track.label };
}
