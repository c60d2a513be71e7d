"""Takes: a spoken one whose words follow its sound, two held against each other, the list, progress, and taking away."""

import contextlib
import http.server
import json
import math
import os
import pathlib
import re
import struct
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest

from conftest import free_port, started, until, wait_for

ROOT = pathlib.Path(__file__).parent.parent
QUESTION = "Tell me about a time you disagreed with a decision."
FIRST = (
    "At our company we do billing for dental practices, and there had been a reorganisation. We felt that the nightly check of invoices was "
    "important. We discussed it with all stakeholders and aligned on a solution. It saved us $9,000 a month and 23 invoices were caught. "
    "At the end of the day everybody was happy with it."
)
SECOND = (
    "My director wanted to drop the nightly check of invoices, and I disagreed. I asked her for three days. I ran the check on 412 corrections "
    "that support had made by hand, and it would have caught 31 invoices. I showed her both numbers. She still said no, because the banks were about to send "
    "that notice themselves. So I switched it off the same afternoon, and I wrote a query that support runs on Fridays."
)
REPLIES = ["I know because I ran it on the same weeks with the check off, in March, and Ines from support counted with me.", "As I said, it was the same weeks."]
# When each word of the second telling is said, by the server that writes it down here: one after the other, with one long silence.
WORD, SILENCE, AFTER = 0.3, 3.0, 12


def timed(text):
    words, at = [], 0.5
    for index, word in enumerate(text.split()):
        at += SILENCE if index == AFTER else 0
        words.append({"word": word, "start": round(at, 2), "end": round(at + 0.26, 2)})
        at += WORD
    return words, at + 0.5


def sound(text):
    """A WAV file that is loud where words are and quiet where none is."""
    words, length = timed(text)
    samples = [0] * int(length * 16_000)
    for word in words:
        first, last = int(word["start"] * 16_000), int(word["end"] * 16_000)
        for at in range(first, last):
            inside = (at - first) / (last - first)
            samples[at] = int(9_000 * math.sin(math.pi * inside) * math.sin(at * 2 * math.pi * 140 / 16_000))
    data = struct.pack(f"<{len(samples)}h", *samples)
    return b"RIFF" + struct.pack("<I4s4sIHHIIHH4sI", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, 16_000, 32_000, 2, 16, b"data", len(data)) + data


@contextlib.contextmanager
def writer(text):
    """A server that writes down one text, whatever it hears."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"language": "english", "text": text, "words": timed(text)[0]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


class Home:
    """The program with settings and data of its own, spoken to as a browser without scripts does."""

    def __init__(self, folder, writes):
        settings = folder / "config" / "glidepath"
        settings.mkdir(parents=True)
        (settings / "config.toml").write_text(f'[transcriber]\nuse = "server"\nurl = "{writes}"\n')
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        program = os.environ.get("GLIDEPATH_BIN", ROOT / "target" / "release" / "glidepath")
        environment = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "PATH": os.environ["PATH"]}
        self.process = subprocess.Popen(
            [program, "serve", "--rules-only", "--port", str(port), "--no-open", "--data-dir", str(folder / "data")], env=environment, stdout=subprocess.DEVNULL
        )
        wait_for(self.address)

    def post(self, path, **fields):
        with urllib.request.urlopen(self.address + path, urllib.parse.urlencode(fields).encode()) as reply:
            return reply.url, reply.read().decode()

    def begin(self):
        url, _ = self.post("/practice", **{"from": "own", "own": QUESTION, "follow_ups": "2", "how": "type"})
        return re.search(r"/practice/([^?]+)", url)[1]

    def room(self, drill):
        with urllib.request.urlopen(f"{self.address}/practice/{drill}?how=type") as reply:
            return reply.read().decode()

    def rate(self, drill, verdict="raises"):
        for turn, reply in enumerate(REPLIES, start=1):
            if f'data-turn="{turn}"' in self.room(drill):
                self.post(f"/practice/{drill}/finish", turn=turn, text=reply, took_ms=9_000)
        if f"/practice/{drill}/rate" not in self.room(drill):
            self.post(f"/practice/{drill}/enough")
        self.post(f"/practice/{drill}/rate", verdict=verdict)

    def typed(self, text, took_s=170):
        drill = self.begin()
        self.post(f"/practice/{drill}/finish", turn=0, text=text, took_ms=took_s * 1000)
        self.rate(drill)
        return drill

    def spoken(self, text):
        drill = self.begin()
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="take.wav"\r\nContent-Type: audio/wav\r\n\r\n'
        request = urllib.request.Request(
            f"{self.address}/practice/{drill}/upload",
            head.encode() + sound(text) + f"\r\n--{edge}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={edge}"},
        )
        urllib.request.urlopen(request).close()
        # Sound that leaves the machine waits to be asked for.
        self.post(f"/practice/{drill}/transcribe")
        end = time.monotonic() + 20
        while 'data-turn="1"' not in self.room(drill):
            assert time.monotonic() < end, "it is never written down"
            time.sleep(0.05)
        self.rate(drill)
        return drill


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with writer(SECOND) as url:
        home = Home(tmp_path_factory.mktemp("takes"), url)
        home.first = home.typed(FIRST, took_s=214)
        home.second = home.spoken(SECOND)
        yield home
        home.process.terminate()
        assert home.process.wait(timeout=10) == 0


@pytest.fixture
def look(browser, home):
    """Pages of this program that fail their test on whatever the browser complains of."""
    contexts, trouble = [], []

    def make(**options):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        if options.get("java_script_enabled", True):
            started(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert trouble == []


def test_words_follow_the_sound(look, home, axe):
    page = look()
    page.goto(f"{home.address}/takes/{home.second}")
    assert page.locator("[data-words] .w").count() == len(SECOND.split())
    until(page, "document.getElementById('sound').readyState > 0")
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "document.querySelector('.w.now')?.textContent.startsWith('director')", 4)
    page.keyboard.press("p")
    until(page, "document.getElementById('sound').paused")
    assert page.get_by_role("button", name="Play", exact=True).get_attribute("aria-pressed") == "false"
    # A word that is clicked is what is heard next.
    word = page.locator("[data-words] p > .w").last
    word.click()
    until(page, f"document.querySelector('.w.now')?.dataset.from === '{word.get_attribute('data-from')}'")
    page.keyboard.press("p")
    at = float(word.get_attribute("data-from")) / 1000
    assert abs(page.evaluate("document.getElementById('sound').currentTime") - at) < 1.5
    axe(page, "a take")


def test_one_place_across_is_one_moment(look, home):
    page = look()
    page.goto(f"{home.address}/takes/{home.second}")
    until(page, "document.getElementById('sound').readyState > 0")
    wave = page.locator("[data-wave]")
    box = wave.bounding_box()
    left, right = (float(wave.get_attribute(name)) for name in ("data-left", "data-right"))
    first, last = (float(wave.get_attribute(name)) for name in ("data-from", "data-to"))
    middle = box["x"] + box["width"] * ((left + right) / 2) / 1124
    page.mouse.click(middle, box["y"] + 40)
    page.keyboard.press("p")
    wanted = (first + last) / 2000
    assert abs(page.evaluate("document.getElementById('sound').currentTime") - wanted) < 1.0
    # The cursor of the flight path stands over that of the waveform.
    places = page.evaluate("['.cursor-line', '[data-cursor]'].map((name) => Math.round(document.querySelector(name).getBoundingClientRect().x))")
    assert abs(places[0] - places[1]) <= 1, places


def test_the_long_silence_is_told_where_it_stood(look, home):
    page = look()
    page.goto(f"{home.address}/takes/{home.second}")
    delivery = page.get_by_role("region", name="How it was said")
    # The silence is before the thirteenth word.
    assert "before “" + " ".join(SECOND.split()[AFTER : AFTER + 2]) in delivery.inner_text()
    assert page.locator(".wave .pauses .long").count() == 1
    delivery.get_by_text("Within phrases").first.click()
    assert "between one pause and the next" in delivery.inner_text()


def test_the_sound_is_served_in_parts(home):
    address = f"{home.address}/takes/{home.second}/sound/0"
    whole = urllib.request.urlopen(address).read()
    assert whole[:4] == b"RIFF" and len(whole) == int.from_bytes(whole[4:8], "little") + 8
    request = urllib.request.Request(address, headers={"Range": "bytes=40-139"})
    with urllib.request.urlopen(request) as reply:
        assert reply.status == 206 and reply.headers["Content-Range"] == f"bytes 40-139/{len(whole)}"
        assert reply.read() == whole[40:140]
    with pytest.raises(urllib.error.HTTPError, match="416"):
        urllib.request.urlopen(urllib.request.Request(address, headers={"Range": f"bytes={len(whole)}-"}))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{home.address}/takes/{home.first}/sound/0")


def test_the_ladder_breaks_where_nothing_new_came(look, home):
    page = look()
    page.goto(f"{home.address}/takes/{home.second}")
    ladder = page.get_by_role("region", name="The follow-ups")
    assert ladder.locator(".rung").count() == 2
    assert ladder.locator(".rung.broke").count() == 1
    assert "The evidence ended here." in ladder.locator(".rung.broke").inner_text()


def test_own_verdict_beside_the_review(look, home):
    page = look()
    page.goto(f"{home.address}/takes/{home.second}")
    assert page.get_by_role("region", name="Your verdict and theirs").locator(".yours").inner_text().split()[:2] == ["you", "raises"]


def test_two_takes_from_the_list(look, home, axe):
    page = look()
    page.goto(f"{home.address}/takes")
    both = [page.locator(f"[name=take][value='{take}']") for take in (home.first, home.second)]
    assert [box.locator("xpath=ancestor::li").locator(".when a").inner_text() for box in both] == ["Take 1", "Take 2"]
    compare = page.get_by_role("button", name="Compare")
    assert compare.is_disabled()
    for box in both:
        box.check()
    assert page.locator("[name=take]:not(:checked):enabled").count() == 0, "two and no more"
    axe(page, "takes")
    compare.click()
    until(page, "location.pathname.includes('/against/')")
    assert page.get_by_role("region", name="Fixed").locator("li").count() >= 1
    assert "$9,000" in page.get_by_role("region", name="Figures").inner_text()
    assert page.locator("ins").count() >= 1
    axe(page, "two takes")


def test_words_learned_by_heart_are_told(look, home):
    again = home.typed(SECOND.replace("three days", "four days"))
    page = look()
    page.goto(f"{home.address}/takes/{home.second}/against/{again}")
    heard = page.get_by_role("region", name="It sounds learned by heart")
    assert heard.locator("li").count() == 3


def test_a_take_goes_and_comes_back(look, home):
    take = home.typed(FIRST)
    page = look(java_script_enabled=False)
    page.goto(f"{home.address}/takes/{take}")
    page.get_by_role("button", name="Remove this take").click()
    page.wait_for_load_state()
    assert page.locator(f"[value='{take}']").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert page.locator(f"[name=take][value='{take}']").count() == 1


def test_sound_goes_and_words_stay(look, home):
    take = home.spoken(SECOND)
    page = look(java_script_enabled=False)
    page.goto(f"{home.address}/takes/{take}")
    assert page.locator("audio#sound").count() == 1, "without scripts there is the browser's own player"
    page.get_by_role("button", name="Remove the sound").click()
    page.wait_for_load_state()
    assert page.locator("audio#sound").count() == 0
    assert "She still said no" in page.locator("#answer").inner_text()
    assert page.get_by_role("region", name="How it was said").count() == 1, "what was measured stays"


def test_a_retake_opens_a_room_of_its_own(look, home):
    page = look()
    page.goto(f"{home.address}/takes/{home.first}")
    page.get_by_role("button", name="Tell it again").first.click()
    until(page, "location.pathname.startsWith('/practice/')")
    assert page.get_by_role("heading", level=1).inner_text() == QUESTION


def test_progress_over_takes(look, home, axe):
    page = look()
    page.goto(f"{home.address}/progress")
    assert page.get_by_role("region", name="Every take").locator("svg").count() == 4
    assert "Not enough takes yet" in page.get_by_role("region", name="Nudges on trial").inner_text()
    axe(page, "progress")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_and_nothing_sideways(look, home, axe, scheme):
    page = look(color_scheme=scheme)
    paths = ["/takes", "/takes?by=story", f"/takes/{home.first}", f"/takes/{home.second}", f"/takes/{home.first}/against/{home.second}", "/progress"]
    for path in paths:
        page.goto(home.address + path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        axe(page, path)
    page.set_viewport_size({"width": 360, "height": 740})
    for path in paths:
        page.goto(home.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_bad_addresses_are_told_plainly(home):
    for path, code, status in [("/takes/none", "store-missing", 404), (f"/takes/{home.first}/against/{home.first}", "takes-same", 422), ("/takes/against?take=a", "takes-not-two", 422)]:
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(home.address + path)
        assert raised.value.code == status, path
        assert code in raised.value.read().decode(), path
