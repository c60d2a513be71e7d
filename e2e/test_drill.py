"""The drill room: a whole drill spoken into a microphone that hears a file, and what happens when something goes wrong in it."""

import re
import signal
import subprocess
import time
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import Error

from conftest import free_port, start, started, until, wait_for

QUESTION = "Tell me about a time you disagreed with your manager's decision."
ANSWER = (
    "My manager wanted to switch off the nightly check of invoices, because it had found nothing since January. "
    "I thought we would charge people wrongly. I asked her for two days. I took every correction that support had made by hand, "
    "and I ran the check on those weeks again. It would have caught thirty one of them. I showed her both numbers. "
    "She said it was still not worth it, and I wrote a query that support runs on Fridays instead. It found four in April."
)
REPLIES = [
    "I know because I ran it on the same weeks with the check off. Of 1,940 corrections it found 31, and all 31 were practices that had merged.",
    "It failed in May. I had not asked what was about to change, and the merger feature went away that month, so the query found nothing.",
]
# What a browser keeps of the check, so that it is not asked for again.
CHECKED = "localStorage.setItem('glidepath.microphone', JSON.stringify({ id: '' }))"


class Program:
    """The program, that can be killed and started again on the same port."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.process = start(self.port, "--rules-only", "--data-dir", str(self.folder))
        wait_for(self.address)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def samples(self, drill, turn=0):
        path = self.folder / "recordings" / f"{drill}-{turn}.pcm"
        return path.stat().st_size / 2 if path.exists() else 0

    def sound(self, drill, turn=0):
        return (self.folder / "recordings" / f"{drill}-{turn}.pcm").read_bytes()


@pytest.fixture
def program(tmp_path):
    program = Program(tmp_path)
    yield program
    program.process.terminate()
    assert program.process.wait(timeout=10) == 0, "ends cleanly when told to"


@pytest.fixture
def server(program):
    """Where pages of these tests may send requests."""
    return program.address


def begin(program, **fields):
    """Starts a drill as a browser without scripts does; returns its address and its name."""
    sent = {"from": "own", "own": QUESTION, "limit_s": "90", **fields}
    with urllib.request.urlopen(program.address + "/practice", urllib.parse.urlencode(sent).encode()) as reply:
        return reply.url, re.search(r"/practice/([^?]+)", reply.url)[1]


def arrives(page, condition, seconds=10):
    """Waits for a condition on a page that is on its way to another."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(f"document.readyState === 'complete' && Boolean({condition})"):
                return
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
        page.wait_for_timeout(20)
    raise AssertionError(f"not within {seconds} s: {condition}")


def state(page, wanted, seconds=5):
    until(page, f"document.getElementById('room').dataset.state === '{wanted}'", seconds)


def ready(page):
    until(page, "!document.getElementById('go').disabled")


def another(page):
    """A second tab of the same browser."""
    other = page.context.new_page()
    started(other)
    return other


def wait_samples(program, drill, least, seconds=20):
    end = time.monotonic() + seconds
    while program.samples(drill) < least:
        assert time.monotonic() < end, f"{program.samples(drill)} samples and not {least}"
        time.sleep(0.02)


def test_a_whole_drill_is_spoken(program, said, speaking, axe):
    page = speaking(said("answer", ANSWER))
    page.goto(program.address + "/practice")
    page.get_by_label("In my own words").check()
    page.locator("#own").fill(QUESTION)
    page.locator("details.settings-of summary").click()
    page.locator("#limit").select_option("90")
    page.locator("#follow-ups").select_option("2")
    axe(page, "start")
    page.get_by_role("button", name="Begin").click()
    arrives(page, "document.getElementById('room')?.dataset.turn === '0' && !document.getElementById('go').disabled")
    drill = page.url.rsplit("/", 1)[1]
    axe(page, "room")
    assert "harvest" not in page.content() and "ownership" not in page.locator("main").inner_text().lower(), "what it probes is hidden"

    # The first time the microphone is tried: three seconds, played back.
    page.keyboard.press("Space")
    until(page, "!document.getElementById('check').hidden && document.querySelectorAll('#check line.lit').length > 3")
    axe(page, "check")
    page.get_by_role("button", name="Record three seconds").click()
    until(page, "!document.querySelector('[data-play]').disabled", 6)
    page.get_by_role("button", name="Play it back").click()
    until(page, "document.querySelector('[data-says]').textContent.startsWith('If that sounded')", 6)
    page.get_by_role("button", name="It sounds right").click()

    state(page, "telling")
    began = time.monotonic()
    until(page, "document.querySelector('[data-voice]').getAttribute('d').length > 200", 8)
    assert page.locator("#mike line.lit").count() > 3, "the meter shows the voice"
    wait_samples(program, drill, 16_000 * 4)
    page.keyboard.press("Space")
    state(page, "paused")
    kept = program.samples(drill)
    page.wait_for_timeout(700)
    assert program.samples(drill) == kept, "nothing is heard in a pause"
    page.keyboard.press("Space")
    state(page, "telling")
    # Half of ninety seconds is the first nudge that the clock alone can give.
    until(page, "document.getElementById('nudge').textContent === 'Half your time.'", 60)
    assert time.monotonic() - began > 40
    page.keyboard.press("Enter")
    arrives(page, "document.querySelector('.after audio')", 20)
    assert 45 < program.samples(drill) / 16_000 < 60

    # Nobody here writes it down, so its teller does, and the sound can be played meanwhile.
    until(page, "document.querySelector('.after audio').duration > 40")
    axe(page, "by hand")
    page.locator("#text").fill(ANSWER)
    page.locator("#text").press("Control+Enter")
    for number, reply in enumerate(REPLIES, start=1):
        arrives(page, f"document.getElementById('room')?.dataset.turn === '{number}'")
        assert page.locator(".room-head .label").inner_text().lower().startswith(f"drill · follow-up {number}")
        if page.locator("#room").get_attribute("data-how") == "speak":
            page.get_by_role("link", name="Type instead").click()
            arrives(page, "document.getElementById('room')?.dataset.how === 'type'")
        page.locator("#text").fill(reply)
        page.locator("#text").press("Control+Enter")
    arrives(page, "document.querySelectorAll('.own-verdict').length === 3")
    axe(page, "rating")
    assert "finding" not in page.locator("main").inner_text().lower(), "nothing is said before its teller has"
    page.keyboard.press("2")
    arrives(page, f"location.pathname === '/takes/{drill}'")
    assert page.trouble == []


def test_a_kill_loses_a_second_at_most_and_the_drill_goes_on(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program)
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    began = time.monotonic()
    wait_samples(program, drill, 16_000 * 4)
    spoken = time.monotonic() - began
    program.kill()
    had = program.samples(drill)
    assert had == int(had), "whole samples"
    assert spoken - had / 16_000 < 1, "at most one second is not on the disk"
    before = program.sound(drill)
    until(page, "!document.getElementById('trouble').hidden", 5)
    page.wait_for_timeout(1500)
    program.start()
    until(page, "document.getElementById('trouble').hidden", 10)
    wait_samples(program, drill, had + 16_000 * 4)
    assert program.sound(drill)[: len(before)] == before, "what was kept is as it was"
    page.keyboard.press("Enter")
    arrives(page, "document.querySelector('.after audio')", 20)
    told = time.monotonic() - began
    assert abs(told - program.samples(drill) / 16_000) < 2, "what was said while nobody answered is there too"
    # The break is the only thing that went wrong.
    assert [line for line in page.trouble if "WebSocket" not in line and "ERR_CONNECTION_REFUSED" not in line] == []


def test_a_reload_and_a_killed_tab_go_on_where_they_were(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program)
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    wait_samples(program, drill, 16_000 * 3)
    page.reload()
    ready(page)
    kept = program.samples(drill)
    assert re.search(r"0:0[2-4] is kept", page.locator("#state").inner_text())
    page.keyboard.press("Space")
    state(page, "telling")
    wait_samples(program, drill, kept + 16_000 * 2)
    other = another(page)
    page.close()
    other.goto(address)
    ready(other)
    assert program.samples(drill) > kept
    other.keyboard.press("Space")
    state(other, "telling")


def test_what_was_said_while_nobody_answered_outlives_the_page(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program)
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    wait_samples(program, drill, 16_000 * 2)
    program.kill()
    had = program.samples(drill)
    page.wait_for_timeout(3000)
    again = another(page)
    page.close()
    program.start()
    again.goto(address)
    wait_samples(program, drill, had + 16_000 * 2.5)


def test_two_tabs_never_write_one_recording(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program)
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    other = another(page)
    other.goto(address)
    until(other, "document.getElementById('trouble').textContent.includes('open in another tab')")
    assert other.locator("#go").is_disabled()
    other.get_by_role("button", name="Go on here").click()
    until(page, "document.getElementById('trouble').textContent.includes('goes on in another tab')")
    ready(other)
    assert page.locator("#go").is_disabled()
    kept = program.samples(drill)
    other.keyboard.press("Space")
    state(other, "telling")
    wait_samples(program, drill, kept + 16_000)


@pytest.mark.parametrize(
    "failure, words",
    [
        ("NotAllowedError", "The microphone may not be used"),
        ("NotFoundError", "There is no microphone"),
        ("NotReadableError", "The microphone does not answer"),
    ],
)
def test_a_microphone_that_cannot_be_had_is_told_plainly(program, page, failure, words):
    address, _ = begin(program)
    page.add_init_script(f"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', '{failure}')); {CHECKED}")
    page.goto(address)
    ready(page)
    page.keyboard.press("Space")
    until(page, f"document.getElementById('trouble').textContent.includes('{words}')")
    page.get_by_role("link", name="Type instead").click()
    arrives(page, "document.activeElement?.id === 'text'")


def test_a_device_that_goes_leaves_what_was_said(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program)
    page.add_init_script(
        "const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = async (wanted) => { window.wanted = wanted; return window.stream = await ask(wanted); }; " + CHECKED
    )
    page.goto(address)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    assert page.evaluate("window.wanted") == {"audio": {"echoCancellation": False, "noiseSuppression": False, "autoGainControl": False, "channelCount": 1}}
    wait_samples(program, drill, 16_000)
    page.evaluate("window.stream.getTracks()[0].dispatchEvent(new Event('ended'))")
    state(page, "paused")
    until(page, "document.getElementById('trouble').textContent.includes('The microphone is gone')")
    assert not page.locator("#finish").is_disabled()


def test_an_exam_has_no_second_start_and_no_nudges(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program, exam="yes", limit_s="30")
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    assert page.locator("#again").count() == 0
    page.keyboard.press("Space")
    state(page, "telling")
    assert page.locator("#go").is_disabled()
    page.keyboard.press("Space")
    wait_samples(program, drill, 16_000 * 17, 25)
    assert page.locator("#nudge").inner_text() == ""


def test_a_typed_answer_flies_along(page, program):
    address, _ = begin(program, how="type")
    assert address.endswith("?how=type")
    page.goto(address)
    until(page, "document.activeElement?.id === 'text'")
    for sentence in ANSWER.split(". "):
        page.locator("#text").press_sequentially(sentence + ". ", delay=2)
        page.wait_for_timeout(300)
    until(page, "document.querySelector('[data-line]').getAttribute('d').length > 60")
    until(page, "parseFloat(document.querySelector('[data-now]').getAttribute('x1')) > 0.5")
    until(page, "document.querySelector('[data-kept-at]').textContent.startsWith('kept at')")
    page.reload()
    assert page.locator("#text").input_value().startswith("My manager"), "what was typed is there after a reload"


def test_it_works_without_scripts(page_with, program):
    address, drill = begin(program, follow_ups="1")
    page = page_with(java_script_enabled=False)
    page.goto(address)
    page.locator("#text").fill(ANSWER)
    page.get_by_role("button", name="Finish").last.click()
    page.locator("#text").fill(REPLIES[0])
    page.get_by_role("button", name="Finish").last.click()
    page.get_by_role("button", name="At the bar").click()
    assert page.url.endswith(f"/takes/{drill}")


def test_a_file_is_brought_in_instead(page, program, said):
    address, drill = begin(program)
    page.goto(address)
    page.locator("summary", has_text="Bring a recording").click()
    page.locator("#file").set_input_files(said("answer", ANSWER))
    page.get_by_role("button", name="Use it").click()
    arrives(page, "document.querySelector('.after audio')", 20)
    assert program.samples(drill) > 16_000 * 15


def test_a_file_that_is_no_sound_is_refused_and_the_room_stays(page, program, tmp_path):
    address, _ = begin(program)
    page.goto(address)
    bad = tmp_path / "letter.mp3"
    bad.write_text("This is a letter. " * 400)
    page.locator("summary", has_text="Bring a recording").click()
    page.locator("#file").set_input_files(bad)
    page.get_by_role("button", name="Use it").click()
    arrives(page, "document.querySelector('.notice') && document.getElementById('room')")
    page.trouble.clear()


def test_sound_comes_out_at_its_true_pitch_from_any_device(page, program):
    address, _ = begin(program)
    page.goto(address)
    found = page.evaluate(
        """async () => {
            const address = document.querySelector('script[type="module"]').src.replace('glidepath.js', 'resample.js');
            const { RATE, Resampler } = await import(address);
            const found = [];
            for (const rate of [8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000]) {
                for (const pitch of [110, 1000, 3000, 9000]) {
                    if (pitch > rate / 2) continue;
                    const resampler = new Resampler(rate);
                    const out = [];
                    for (let at = 0; at < rate; at += 1280) {
                        const block = Float32Array.from({ length: Math.min(1280, rate - at) }, (_, k) => Math.sin((2 * Math.PI * pitch * (at + k)) / rate));
                        out.push(...resampler.push(block));
                    }
                    out.push(...resampler.end());
                    const inside = out.slice(400, -400);
                    const error = Math.max(...inside.map((sample, k) => Math.abs(sample - (pitch < 8000 ? Math.sin((2 * Math.PI * pitch * (k + 400)) / RATE) : 0))));
                    found.push([rate, pitch, out.length, error]);
                }
            }
            return found;
        }"""
    )
    assert len(found) == 29
    for rate, pitch, samples, error in found:
        assert samples == 16_000, (rate, pitch)
        assert error < 1e-3, (rate, pitch, error)


def test_the_microphone_is_open_to_its_pages_alone(program):
    address, drill = begin(program)

    def policy(path):
        with urllib.request.urlopen(program.address + path) as reply:
            return reply.headers["permissions-policy"]

    for path in (f"/practice/{drill}", "/practice/check"):
        assert "microphone=(self)" in policy(path)
        assert "camera=()" in policy(path) and "display-capture=()" in policy(path)
    for path in ("/", "/practice", "/review", "/takes"):
        assert "microphone=()" in policy(path)


def test_a_foreign_page_gets_no_line(program):
    _, drill = begin(program)
    wanted = ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-m", "2", "-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H", "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    line = f"{program.address}/practice/{drill}/live?turn=0"
    ask = lambda *more: subprocess.run(["curl", *wanted, *more, line], capture_output=True, text=True).stdout
    assert ask("-H", "Origin: https://evil.example") == "403"
    assert ask("-H", "Origin: null") == "403"
    assert ask("-H", f"Origin: {program.address}") == "101"


def test_one_is_cut_in_on_where_that_was_chosen(program, said, speaking):
    page = speaking(said("answer", ANSWER))
    address, drill = begin(program, variant="interrupted", limit_s="30", nudges="off")
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    until(page, "document.getElementById('nudge').classList.contains('cut')", 25)
    assert 17 < program.samples(drill) / 16_000 < 21, "at 60 % of the time, as nothing writes along"
    assert page.locator("#nudge").inner_text().endswith("?")
    assert page.evaluate("document.getElementById('room').dataset.state") == "telling", "whoever speaks is not stopped"


def test_a_silence_ends_nothing(program, said, speaking):
    page = speaking(f"{said('short', 'My manager wanted to switch it off.', silence=30)}%noloop")
    address, drill = begin(program)
    page.goto(address)
    page.evaluate(CHECKED)
    ready(page)
    page.keyboard.press("Space")
    state(page, "telling")
    until(page, "document.getElementById('nudge').textContent === 'Take your time.'", 20)
    wait_samples(program, drill, 16_000 * 12)
    assert page.evaluate("document.getElementById('room').dataset.state") == "telling"
