// The drill room: the microphone, the line to the server and the sky, held together by five states: ready, telling, paused,
// finishing, and held by another tab. Only whoever speaks ends a turn; silence never does.
import { askAloud, hush, sayAloud } from "./aloud.js";
import { listen } from "./capture.js";
import { check, remembered } from "./check.js";
import { Link } from "./link.js";
import { Meter } from "./meter.js";
import { recogniser } from "./recogniser.js";
import { Sky } from "./sky.js";
import { say } from "./status.js";

const PER_MS = 16;
// How long a nudge stands, and how often the words so far are told to the server.
const STANDS = 9000;
const TOLD = 700;

export function runRoom() {
  const room = document.querySelector("#room[data-turn]");
  askAloud(room);
  const sky = new Sky(document.getElementById("sky"));
  const line = new Line(room, sky);
  if (room.dataset.how === "type") runKeyboard(room, sky, line);
  else runMicrophone(room, sky, line);
}

// What both sides share: the socket, nudges, trouble.
class Line {
  constructor(room, sky) {
    const { room: id, turn } = room.dataset;
    const address = new URL(`/practice/${id}/live?turn=${turn}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    Object.assign(this, { room, sky, id, turn, heard: () => {}, ready: () => {}, lost: () => {}, kept: () => {} });
    this.box = document.getElementById("trouble");
    this.line = document.getElementById("nudge");
    this.link = new Link(address.href, `${id}:${turn}`, {
      hello: (message) => {
        sky.fly(message.points);
        if (!this.blocked) this.clear();
        this.ready(message);
      },
      said: (message) => this.said(message),
      down: () => this.trouble({ what: "Glidepath does not answer", why: "it may have been stopped", do: "Go on speaking: what you say is kept in this browser and sent when it answers again." }, { passes: true }),
      up: () => say("Glidepath answers again, and has everything."),
      held: ({ is }) => this.held(is),
    });
  }

  said(message) {
    if (message.is === "kept") this.kept(message);
    else if (message.is === "nudge") this.nudge(message.text);
    else if (message.is === "cut") {
      this.nudge(message.text, "cut");
      sayAloud(this.room, message.text);
    }
    else if (message.is === "path") this.sky.fly(message.points);
    else if (message.is === "time") this.heard(message.ms);
    else if (message.is === "trouble") {
      this.trouble(message);
      this.lost(message);
    }
  }

  nudge(text, kind = "") {
    clearTimeout(this.fading);
    this.line.textContent = text;
    this.line.className = `nudge shown ${kind}`;
    this.fading = setTimeout(() => (this.line.className = "nudge"), STANDS);
  }

  trouble({ what, why, do: fix }, { button, passes } = {}) {
    const strong = document.createElement("b");
    strong.textContent = what;
    const rest = document.createElement("span");
    rest.textContent = `${why[0].toUpperCase()}${why.slice(1)}. ${fix}`;
    this.box.replaceChildren(strong, rest);
    if (button) {
      const row = document.createElement("div");
      row.className = "row";
      row.append(button);
      this.box.append(row);
    }
    this.box.hidden = false;
    this.blocked = !passes;
  }

  clear() {
    this.box.hidden = true;
    this.blocked = false;
  }

  held(how) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Go on here";
    button.onclick = () => {
      this.clear();
      this.link.takeOver();
    };
    const news = how === "taken" ? "This drill goes on in another tab" : "This drill is open in another tab";
    this.trouble({ what: news, why: "one tab at a time can hear you, so that the recording stays whole", do: "What was said there is kept." }, { button });
    this.lost({ code: "held" });
  }
}

function runMicrophone(room, sky, line) {
  const { link } = line;
  const [go, finish, again, pass, enough, state, form] = ["go", "finish", "again", "pass", "enough", "state", "say"].map((id) => document.getElementById(id));
  const word = go.querySelector("[data-word]");
  const meter = new Meter(room.querySelector("#mike [data-meter]"));
  const exam = room.hasAttribute("data-exam");
  const section = document.getElementById("check");
  const tick = room.querySelector("[data-recogniser]");
  const ear = recogniser((words) => hears(words));
  let stands = "waiting";
  let open = null;
  let began = 0;
  let told = 0;
  let words = "";
  document.getElementById("mike").hidden = false;
  if (ear && tick) room.querySelector("[data-recogniser-choice]").hidden = false;

  const says = (text) => (state.textContent = text);
  const moment = () => (link.next ?? 0) / PER_MS;

  function become(next) {
    stands = next;
    if (next === "telling" || next === "paused") room.dataset.state = next;
    else delete room.dataset.state;
    go.disabled = next === "waiting" || next === "opening" || next === "finishing" || next === "held" || (exam && next === "telling");
    finish.disabled = next === "finishing" || next === "held" || !(link.next > 0);
    if (again) again.disabled = finish.disabled;
    for (const out of [pass, enough]) if (out) out.disabled = next === "finishing" || next === "held";
    word.textContent = next === "telling" ? "Pause" : link.next > 0 ? "Go on" : word.dataset.first;
    go.classList.toggle("go", next !== "telling");
    finish.classList.toggle("go", next === "telling");
    for (const button of room.querySelectorAll("[data-check]")) button.hidden = next === "telling" || next === "finishing";
  }

  line.ready = (hello) => {
    sky.at(moment());
    if (stands !== "waiting" && stands !== "held") return;
    become("ready");
    if (hello.kept > 0) says(`${clock(hello.kept / PER_MS)} is kept. Go on where you stopped, or finish.`);
  };
  line.lost = (why) => {
    rest(why.code === "held" ? "held" : "paused");
    // The disk may have room again; what is held here is sent then.
    if (why.code !== "held") setTimeout(() => link.again(), 3000);
  };

  // Each tenth of a second: to the line, and into the picture.
  function heard(samples, { db, clipped }) {
    meter.show(db, clipped);
    if (stands !== "telling" && stands !== "finishing" && stands !== "pausing") return;
    if (!link.add(samples)) {
      rest("paused");
      line.trouble({ what: "Too much waits to be sent", why: "Glidepath has not answered for half an hour", do: "Start it again in its terminal; this page sends what it holds, and then you can go on." });
    }
    sky.hear(moment(), db);
    sky.at(moment());
    if (finish.disabled && stands === "telling") become("telling");
  }

  async function start() {
    if (stands !== "ready" && stands !== "paused") return;
    const was = stands;
    hush();
    let id = remembered()?.id;
    if (!remembered()) {
      become("opening");
      says("");
      section.scrollIntoView({ block: "nearest" });
      id = await check(section, room.dataset.worklet);
      room.scrollIntoView({ block: "nearest" });
    }
    become("opening");
    says("Opening the microphone …");
    try {
      open = await listen(id, room.dataset.worklet, { heard, lost: (trouble) => (rest("paused"), line.trouble(trouble)) });
    } catch (trouble) {
      become(was);
      says(link.next > 0 ? `${clock(moment())} is kept.` : "Nothing is recorded yet.");
      return line.trouble(trouble);
    }
    line.clear();
    become("telling");
    says("Listening. Every word is on this machine’s disk as you speak.");
    if (tick?.checked) ear?.go();
    room.focus?.();
    document.activeElement?.blur?.();
    began ||= performance.now();
  }

  // The microphone closes; what it heard to the last sample goes to the line.
  async function rest(next) {
    const microphone = open;
    open = null;
    ear?.rest();
    if (microphone) {
      stands = next === "finishing" ? "finishing" : "pausing";
      await microphone.stop();
      meter.show(-100);
    }
    become(next);
    if (next === "paused") says(`Paused at ${clock(moment())}. The clock stands still.`);
  }

  async function end() {
    if (finish.disabled) return;
    await rest("finishing");
    says("Keeping the last words …");
    await link.settled();
    form.elements.spoken.value = "yes";
    form.elements.took_ms.value = Math.round(moment());
    if (tick?.checked && words) form.elements.heard.value = words;
    link.close();
    leave("finish");
  }

  function leave(what) {
    const button = { finish, again, pass, enough }[what];
    button.disabled = false;
    form.dispatchEvent(new CustomEvent("room:sent"));
    form.requestSubmit(button);
  }

  function hears(text) {
    words = text;
    if (performance.now() - told < TOLD) return;
    told = performance.now();
    link.tell({ is: "heard", text });
  }

  const press = () => (stands === "telling" && !exam ? rest("paused") : start());
  go.onclick = press;
  form.addEventListener("submit", async (event) => {
    if (stands === "done") return;
    const what = event.submitter?.id;
    if (what === "finish") {
      if (stands === "finishing") return void (stands = "done");
      event.preventDefault();
      return end();
    }
    if (open) {
      event.preventDefault();
      await rest("finishing");
      await link.settled();
      stands = "done";
      leave(what);
    }
  });
  for (const button of room.querySelectorAll("[data-check]")) {
    button.hidden = false;
    button.onclick = () => check(section, room.dataset.worklet);
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest?.("button, a, input, select, textarea, summary, audio, dialog")) return;
    if (event.key === " ") press();
    else if (event.key === "Enter") end();
    else return;
    event.preventDefault();
  });
  addEventListener("pagehide", () => {
    if (!open) return;
    open.flush();
    link.flush();
    open.close();
  });
  become("waiting");
}

function runKeyboard(room, sky, line) {
  const { link } = line;
  const form = document.getElementById("say");
  const field = document.getElementById("text");
  let typed = 0;
  let since = 0;
  let timer = 0;
  let running = false;
  const told = { text: "" };

  line.ready = (hello) => {
    typed = Math.max(typed, hello.typed_ms);
    sky.at(typed);
    if (field.value.trim()) tell();
  };
  line.heard = (ms) => {
    if (Math.abs(ms - now()) > 1500) {
      typed = ms;
      since = performance.now();
    }
  };
  line.lost = () => stop();

  const now = () => typed + (running ? performance.now() - since : 0);

  function go() {
    if (running) return;
    running = true;
    since = performance.now();
    room.dataset.state = "telling";
    link.tell({ is: "go" });
    requestAnimationFrame(frame);
  }

  function stop() {
    typed = now();
    running = false;
    delete room.dataset.state;
    link.tell({ is: "rest" });
  }

  function frame() {
    sky.at(now());
    if (running) requestAnimationFrame(frame);
  }

  function tell() {
    clearTimeout(timer);
    timer = 0;
    if (field.value === told.text) return;
    told.text = field.value;
    link.tell({ is: "typed", text: field.value });
  }

  field.addEventListener("input", () => {
    hush();
    go();
    timer ||= setTimeout(tell, TOLD);
  });
  form.addEventListener("submit", () => {
    form.elements.took_ms.value = Math.round(now());
    link.close();
  });
  field.focus();
}

function clock(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// After a turn: numbers press their buttons, and what is being written down is asked after.
export function runAfter() {
  const room = document.querySelector(".room.after");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const button = room.querySelector(`[data-number="${CSS.escape(event.key)}"]`);
    if (button) button.click();
  });
  const writing = room.querySelector("[data-poll]");
  if (writing) poll(writing);
}

async function poll(writing) {
  const bar = writing.querySelector("progress");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 600));
    try {
      const reply = await (await fetch(writing.dataset.poll)).json();
      if (reply.done) return location.reload();
      if (reply.share > 0) bar.value = reply.share;
    } catch {
      say("Glidepath does not answer. What you said is kept; start it again to go on.", { stays: true });
    }
  }
}
