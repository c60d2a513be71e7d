"""The loop: set up from a job description, held by typing, killed and reloaded on the way, debriefed, printed; and a person in a seat."""

import re
import signal
import urllib.request

import pytest

from conftest import free_port, start, started, until, wait_for
from test_drill import arrives

JOB = (
    "Software Engineer II, Billing\n\nAbout the role\nYou will own the service that charges 40,000 customers, end to end.\n"
    "You will dive into incidents and find their causes.\n\nBasic qualifications\n- 3+ years of experience as a software engineer\n"
    "- Experience with Java or Rust\n\nYou will report to the engineering manager."
)
ANSWER = (
    "My manager wanted to switch off the nightly check of invoices, because it had found nothing since January. I thought we would charge "
    "people wrongly. I asked her for two days. I took every correction that support had made by hand, 1,940 of them, and ran the check on "
    "those weeks again. It would have caught 31. She said it was still not worth it, so I switched it off, and I wrote a query that support "
    "runs on Fridays. It found four in April. I had not asked what was about to change in May."
)
REPLY = "I know because I ran it on the same weeks with the check off, in March, and Ines from support counted with me."
OWN = "How do you find out that an invoice was wrong before the customer does, and what did you give up to get there?"


class Program:
    """The program with a bank of its own, that can be killed and started again."""

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


def begin(page, program, *, rounds="4", minutes="10", job=""):
    """Sets a loop up by hand and begins it; returns its address."""
    page.goto(program.address + "/loops")
    page.get_by_role("link", name="Set up a loop").click()
    arrives(page, "document.querySelector('form.setup')")
    if job:
        page.locator("#job").fill(job)
        page.get_by_role("button", name="Read it").click()
        arrives(page, "document.querySelector('.job-read')")
    page.locator("#rounds").select_option(rounds)
    page.locator("#minutes").select_option(minutes)
    page.get_by_role("button", name="Begin the loop").click()
    arrives(page, "document.querySelector('.loop-room')")
    return page.url


def answer(page, text):
    """Types an answer as a hand would, and sends it by its key."""
    field = page.locator("#text")
    field.click()
    field.press_sequentially(text[:40])
    field.fill(text)
    before = page.url, page.locator("#room").get_attribute("data-turn")
    page.keyboard.press("Control+Enter")
    arrives(page, f"location.href !== {before[0]!r} || document.querySelector('#room')?.dataset.turn !== {before[1]!r}")


def hold(page, loop, says):
    """Holds the round that waits; `says` gives the words for the nth thing asked, or None to pass. Returns how much was asked."""
    page.goto(loop)
    page.get_by_role("button", name="I am ready").click()
    arrives(page, "document.querySelector('#room')")
    asked = 0
    while "/practice/" in page.url:
        if "how=type" not in page.url:
            page.goto(page.url + "?how=type")
        text = says(asked)
        if text is None:
            page.get_by_role("button", name="Pass").click()
            page.wait_for_load_state()
        else:
            answer(page, text)
        page.wait_for_timeout(30)
        asked += 1
        assert asked < 40, "a round ends"
    return asked


def close(page, text=OWN):
    page.locator("#own-0").fill(text)
    page.get_by_role("button", name="Ask and end the round").click()
    arrives(page, "!document.querySelector('.own-questions')")


def test_a_loop_is_set_up_from_a_job_description_and_survives_a_kill_at_every_point(page, program, axe):
    loop = begin(page, program, job=JOB)
    axe(page, "the first interviewer waits")
    page.get_by_role("button", name="I am ready").click()
    arrives(page, "document.querySelector('#room')")
    page.goto(page.url.split("?")[0] + "?how=type")
    room, asked = page.url, page.locator("#asked").inner_text()
    axe(page, "a question of a loop")
    page.locator("#text").fill(ANSWER)
    until(page, "document.querySelector('[data-kept-at]').textContent.includes('kept')")
    program.kill()
    program.start()
    page.trouble[:] = []
    page.goto(loop)
    assert page.locator("h1").inner_text() == asked, "the question waits"
    page.goto(room)
    assert page.locator("#text").input_value() == ANSWER, "what was typed is there again"
    page.locator("#text").press("Control+Enter")
    arrives(page, "document.querySelector('#room')?.dataset.turn !== '0' || !document.querySelector('#room')")
    program.kill()
    program.start()
    page.goto(loop)
    assert page.locator(".rounds-strip [aria-current]").count() == 1, "the loop goes on from where it was"
    # The lines that were cut are the only thing that went wrong; the page may notice late.
    assert [line for line in page.trouble if "WebSocket" not in line and "ERR_CONNECTION_REFUSED" not in line] == []
    page.trouble[:] = []


def test_a_loop_is_held_and_debriefed(page, program, axe):
    loop = begin(page, program, job=JOB)
    for _ in range(4):
        assert hold(page, loop, lambda nth: ANSWER if nth == 0 else REPLY if nth == 1 else None) > 0
        axe(page, "one's own questions")
        close(page)
    page.get_by_role("link", name="See the debrief").click()
    arrives(page, "document.querySelector('.packet')")
    assert page.locator(".card").count() == 4 and page.locator(".seat").count() == 4
    said = " ".join([ANSWER, REPLY, OWN])
    quotes = page.locator(".packet q").all_inner_texts()
    assert quotes and all(quote.strip("“”") in said for quote in quotes), "every quote is exact"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe(page, f"a debrief, {scheme}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing runs out of a phone"
    axe(page, "a debrief on a phone")
    # A quote leads to its words in the take.
    where = page.locator("a.where").first
    address = where.get_attribute("href")
    assert re.match(r"/takes/[^#]+#(answer|replies):~:text=", address), address
    page.set_viewport_size({"width": 1280, "height": 720})
    where.click()
    arrives(page, "document.querySelector('.take-page')")
    first = page.goto(loop + "/debrief").text()
    assert first == page.goto(loop + "/debrief").text(), "the same loop, the same debrief"
    for ends in ("md", "json", "html"):
        with urllib.request.urlopen(f"{loop}/debrief.{ends}") as reply:
            assert "attachment" in reply.headers["Content-Disposition"] and len(reply.read()) > 1000


def test_a_debrief_prints_on_paper_without_the_page_around_it(page, program, tmp_path):
    page.goto(program.address + "/loops")
    page.get_by_role("button", name="Play the sample loop").click()
    arrives(page, "document.querySelector('.packet')", seconds=30)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.top nav')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.actions')).display") == "none"
    page.pdf(path=tmp_path / "debrief.pdf", format="A4", prefer_css_page_size=True)
    assert (tmp_path / "debrief.pdf").stat().st_size > 10_000


def test_a_person_asks_from_a_second_window(page, page_with, program, axe):
    page.goto(program.address + "/loops/new")
    page.locator("#rounds").select_option("4")
    page.locator("#minutes").select_option("10")
    page.locator(".seat-card summary").first.click()
    page.locator("#person-0").fill("Ruth Adeyemi")
    page.get_by_role("button", name="Begin the loop").click()
    arrives(page, "document.querySelector('.loop-room')")
    loop = page.url
    page.get_by_role("button", name="I am ready").click()
    arrives(page, "document.querySelector('[data-pulse]')")
    seat = page_with(viewport={"width": 1280, "height": 900})
    seat.goto(loop + "/seats/1")
    axe(seat, "a scorecard")
    seat.locator("#notes").fill("Comes in calm.")
    seat.locator("#ask-text").fill("When did you last ring a customer?")
    seat.get_by_role("button", name="Ask as a question").click()
    # The candidate's page learns of it by itself.
    arrives(page, "document.querySelector('#room')")
    assert page.locator("#asked").inner_text() == "When did you last ring a customer?"
    page.goto(page.url.split("?")[0] + "?how=type")
    until(seat, "document.querySelector('#now').textContent.includes('ring a customer')", seconds=6)
    answer(page, ANSWER)
    arrives(page, "document.querySelector('[data-pulse]')")
    until(seat, "document.querySelector('#heard').textContent.includes('nightly check')", seconds=6)
    assert seat.locator("#notes").input_value() == "Comes in calm.", "nothing typed is touched"
    seat.get_by_role("button", name="Come to their questions").click()
    arrives(page, "document.querySelector('.own-questions')", seconds=6)
    seat.locator("#notes").fill("Rang the practice.")
    seat.get_by_text("meets", exact=True).first.click()
    seat.get_by_text("Inclined", exact=True).click()
    seat.get_by_role("button", name="Hand it in").click()
    arrives(seat, "document.querySelector('.handed-in')")


def test_a_loop_works_without_scripts(page_with, program):
    page = page_with(java_script_enabled=False)
    page.goto(program.address + "/loops/new")
    page.locator("#rounds").select_option("4")
    page.locator("#minutes").select_option("10")
    page.get_by_role("button", name="Begin the loop").click()
    page.get_by_role("button", name="I am ready").click()
    page.locator("#text").fill(ANSWER)
    page.locator(".write").get_by_role("button", name="Finish").click()
    page.goto(page.url)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_on_the_pages_of_the_loop(page_with, program, axe, scheme):
    page = page_with(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    for path in ("/loops", "/loops/new", "/loops/compare"):
        page.goto(program.address + path)
        axe(page, path)
