"""The Stories pages: a story is kept, shown in three frames, reviewed as it is typed; nothing typed or removed is lost."""

import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from conftest import free_port, start, until, wait_for

SECTIONS = [
    "We made pumps for greenhouses, and one in nine came back leaking.",
    "I ran the last bench before the pumps were packed.",
    "I took forty returned pumps apart and found the same seal in thirty-one. My manager wanted to ship and mend later, and I said no.",
    "By June one in ninety came back, down from one in nine.",
]


@pytest.fixture
def server(tmp_path):
    """A program of its own for each test, with a bank that nobody has written in."""
    port = free_port()
    process = start(port, "--rules-only", "--data-dir", str(tmp_path))
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    yield address
    process.terminate()
    assert process.wait(timeout=10) == 0


def post(address, fields):
    """Sends a form as a browser without scripts does; returns where it led."""
    body = urllib.parse.urlencode(fields).encode()
    with urllib.request.urlopen(urllib.request.Request(address, body)) as reply:
        return reply.url, reply.read().decode()


def keep(server, title, texts=SECTIONS, **fields):
    """Keeps a story and returns its address."""
    sent = [("in", "star"), ("title", title), *(("text", text) for text in texts)]
    for name, value in fields.items():
        sent += [(name.replace("_", "-"), one) for one in (value if isinstance(value, list) else [value])]
    address, _ = post(server + "/stories/new", sent)
    return address.split("?")[0]


def section(page, index):
    return page.locator(f"#text-{index}")


def kept(page):
    """Waits until what was typed is in the bank."""
    until(page, "document.getElementById('kept').textContent.startsWith('Kept as a draft')")


def saved(page, version):
    until(page, f"document.getElementById('kept').textContent.startsWith('Saved as version {version} ')")


def test_the_empty_page_teaches_how_to_begin(page, server, axe):
    page.goto(server + "/stories")
    for name in ("Begin to dig", "Bring them in"):
        assert page.get_by_role("link", name=name).is_visible()
    assert page.get_by_role("button", name="Add the samples").is_visible()
    axe(page, "stories-empty")


def test_a_story_is_written_reviewed_and_kept(page, server, axe):
    page.goto(server + "/stories")
    page.get_by_role("link", name="New story").click()
    until(page, "document.documentElement.classList.contains('scripted')")
    page.get_by_label("Title").fill("The pump that leaked")
    for index, text in enumerate(SECTIONS):
        section(page, index).fill(text)
    until(page, "document.getElementById('desk').matches('[data-heard]')")
    until(page, "document.querySelectorAll('.told mark').length > 0")
    assert page.locator(".path .line").count() == 1
    assert page.locator(".readiness .met").count() >= 2
    page.get_by_label("Main principle").select_option("dive-deep")
    page.keyboard.press("Control+s")
    saved(page, 1)
    assert re.search(r"/stories/[0-9a-f-]{16,}$", page.url)
    assert page.title().startswith("The pump that leaked")
    axe(page, "story")
    page.reload()
    assert [section(page, i).input_value() for i in range(4)] == SECTIONS
    assert page.get_by_label("Main principle").input_value() == "dive-deep"
    page.goto(server + "/stories")
    assert page.locator(".story h2").inner_text() == "The pump that leaked"
    assert "We made pumps" in page.locator(".story .opening").inner_text()
    assert page.locator(".story .lights .lit").count() >= 2
    axe(page, "stories")


def test_marks_lie_under_the_words_of_their_section(page, server):
    page.goto(keep(server, "Pump"))
    for index in range(4):
        assert page.evaluate(f"document.querySelector('#text-{index}').previousElementSibling.textContent === document.querySelector('#text-{index}').value")
    section(page, 3).press("End")
    page.keyboard.type(" At the end of the day it moved the needle.")
    until(page, "[...document.querySelectorAll('.told')].at(-1).querySelector('mark.bad, mark.warn, mark.hint') !== null")
    assert page.evaluate("document.querySelector('#text-3').previousElementSibling.textContent === document.querySelector('#text-3').value")


def test_no_frame_loses_a_word(page, server):
    page.goto(keep(server, "Pump"))
    section(page, 2).press("Control+End")
    page.keyboard.type("\n\nThen I changed the drawing with Oswin.")
    words = lambda: " ".join(page.evaluate("[...document.querySelectorAll('.editor > textarea')].map((f) => f.value).join(' ')").split())
    told = words()
    for frame, first in (("SOAR", "Situation"), ("Landing the Plane", "50,000 ft"), ("STAR", "Situation")):
        page.get_by_role("button", name=frame, exact=True).click()
        until(page, f"document.querySelector('.frames [aria-pressed=true]').textContent === '{frame}'")
        assert page.locator(".told-section h3").first.inner_text() == first
        assert words() == told, frame


def test_what_is_typed_comes_back_after_a_reload_and_is_not_saved_before(page, server):
    address = keep(server, "Pump")
    page.goto(address)
    section(page, 1).fill("I ran the bench, and nobody had asked me to.")
    kept(page)
    page.reload()
    assert section(page, 1).input_value() == "I ran the bench, and nobody had asked me to."
    assert "not saved yet" in page.locator(".notices").inner_text()
    page.get_by_role("button", name="Drop them").click()
    assert section(page, 1).input_value() == SECTIONS[1]


def test_words_typed_just_before_leaving_are_kept(page, server):
    address = keep(server, "Pump")
    page.goto(address)
    section(page, 1).fill("Typed and left at once.")
    page.goto(server + "/stories")
    page.wait_for_timeout(300)
    page.goto(address)
    assert section(page, 1).input_value() == "Typed and left at once."


def test_a_new_story_never_kept_waits_on_the_list(page, server):
    page.goto(server + "/stories/new")
    page.get_by_label("Title").fill("Half a story")
    kept(page)
    page.goto(server + "/stories")
    page.get_by_role("link", name="Go on with it").click()
    assert page.get_by_label("Title").input_value() == "Half a story"


def test_two_windows_lose_nothing(page_with, server, axe):
    address = keep(server, "Pump")
    one, two = page_with(), page_with()
    one.goto(address)
    two.goto(address)
    section(one, 1).fill("Words of the first window.")
    one.keyboard.press("Control+s")
    saved(one, 2)
    section(two, 1).fill("Words of the second window.")
    two.keyboard.press("Control+s")
    until(two, "document.querySelector('.clash') !== null")
    shown = two.locator(".clash").inner_text()
    assert "first" in shown and "second" in shown
    assert section(two, 1).input_value() == "Words of the second window."
    axe(two, "clash")
    two.trouble.clear()  # Chromium reports the reply 409 as an error.
    two.get_by_role("button", name="Take theirs").click()
    two.wait_for_url("**saved=4**")
    assert section(two, 1).input_value() == "Words of the first window."
    two.goto(address + "/history?older=3&newer=4")
    assert "second" in two.locator(".apart del").first.inner_text()


def test_merging_by_hand_saves_over_both(page_with, server):
    address = keep(server, "Pump")
    one, two = page_with(), page_with()
    for window, text in ((one, "First."), (two, "Second.")):
        window.goto(address)
        section(window, 1).fill(text)
    one.keyboard.press("Control+s")
    saved(one, 2)
    two.keyboard.press("Control+s")
    until(two, "document.querySelector('.clash') !== null")
    two.trouble.clear()
    section(two, 1).fill("First. Second.")
    two.wait_for_timeout(400)
    assert two.locator(".clash").is_visible(), "theirs stay in view while one merges"
    two.keyboard.press("Control+s")
    saved(two, 3)
    two.reload()
    assert section(two, 1).input_value() == "First. Second."


def test_removing_is_undone_from_its_notice(page, server):
    page.goto(keep(server, "Pump"))
    page.get_by_role("button", name="Remove").click()
    assert "“Pump” is removed." in page.locator("main").inner_text()
    assert page.locator(".story").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Title").input_value() == "Pump"


def test_versions_are_compared_and_brought_back(page, server, axe):
    address = keep(server, "Pump")
    page.goto(address)
    section(page, 1).fill("I ran the first bench before the pumps were packed.")
    page.keyboard.press("Control+s")
    saved(page, 2)
    page.get_by_role("link", name="Versions").click()
    assert page.locator(".apart del").all_inner_texts() == ["last"]
    assert page.locator(".apart ins").all_inner_texts() == ["first"]
    axe(page, "history")
    page.get_by_role("button", name="Bring back version 1").click()
    assert section(page, 1).input_value() == SECTIONS[1]
    assert "version 3" in page.locator(".crumb").text_content()


def test_facts_grow_a_row_and_drift_is_shown(page, server, axe):
    keep(server, "Refunds", ["", "", "I rang the bank.", "Refund requests answered within a day went up to 30 % in March."])
    page.goto(keep(server, "Refunds again", ["", "", "I rang the bank.", "Refund requests answered within a day went up to 35 % in March."]))
    page.locator("#fact-what-0").fill("refund requests answered within a day")
    page.locator("#fact-value-0").fill("35 %")
    page.locator("#fact-what-1").fill("cost")
    page.locator("#fact-value-1").fill("$400")
    assert page.locator(".fact").count() == 3
    page.keyboard.press("Control+s")
    saved(page, 2)
    page.goto(server + "/stories/facts")
    assert page.locator(".ledger tbody tr").count() == 2
    drift = page.locator(".drift").inner_text()
    assert "30 %" in drift and "35 %" in drift
    axe(page, "facts")


PRINCIPLES = ["customer-obsession", "ownership", "dive-deep", "earn-trust", "bias-for-action", "deliver-results", "frugality"]


def test_a_matrix_of_sixty_stories_is_drawn_and_reads_on_a_phone(page_with, server, axe):
    for n in range(60):
        keep(server, f"Story {n}", ["", "", f"I did thing {n}.", ""], serves=[PRINCIPLES[n % 7], PRINCIPLES[(n + 3) % 7]])
    page = page_with(viewport={"width": 1280, "height": 800})
    page.goto(server + "/stories/matrix")
    assert page.locator(".matrix tbody:not(.sums) tr").count() == 60
    assert page.locator(".matrix td.main").count() == 60 and page.locator(".matrix td.second").count() == 60
    assert page.locator(".sum-of.gap").count() == 9
    assert "9 principles have no story" in page.locator(".remarks").inner_text()
    axe(page, "matrix")
    page.get_by_label("Upper target of level").select_option("L6")
    page.wait_for_url("**quota=L6")
    assert "29 stories over 11 principles" in page.locator(".standing").inner_text()
    phone = page_with(viewport={"width": 320, "height": 640})
    phone.goto(server + "/stories/matrix")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.evaluate("document.querySelector('.matrix-frame').scrollLeft = 300")
    left = phone.evaluate("document.querySelector('.matrix tbody:not(.sums) th').getBoundingClientRect().left - document.querySelector('.matrix-frame').getBoundingClientRect().left")
    assert abs(left) < 3, "the stories' names stay while one scrolls"


def test_the_list_follows_what_is_asked(page, server):
    keep(server, "Pump", serves=["dive-deep"], employer="Greenhouse Ltd", outcome="success")
    keep(server, "Rota", ["", "", "I wrote a rota.", ""], serves=["earn-trust", "dive-deep"], outcome="failure")
    page.goto(server + "/stories")
    page.get_by_label("Words in it").fill("rota")
    until(page, "document.querySelectorAll('.story').length === 1")
    assert "words=rota" in page.url
    page.get_by_label("Words in it").fill("")
    page.get_by_label("Together by").select_option("principle")
    until(page, "document.querySelectorAll('.pivot').length === 2")
    assert page.locator(".story").count() == 3, "a story stands under each of its principles"
    page.goto(server + "/stories?words=zeppelin")
    assert "No story is like that" in page.locator("#found").inner_text()


def test_samples_come_and_go_in_one_click_each(page, server):
    keep(server, "Mine")
    try:
        post(server + "/stories/sample/add", {})
    except urllib.error.HTTPError as refused:
        assert refused.code == 503, "a build without the sample bank says so"
        pytest.skip("this build has no sample bank")
    page.goto(server + "/stories")
    assert "Sample bank" in page.locator(".strip").inner_text()
    assert page.locator(".story").count() > 5
    page.get_by_role("button", name="Remove them").click()
    assert page.locator(".story h2").all_inner_texts() == ["Mine"]


@pytest.mark.parametrize("path", ["/stories", "/stories/new", "STORY", "STORY/history", "/stories/matrix", "/stories/facts"])
def test_every_page_fits_a_small_phone(page_with, server, axe, path):
    address = keep(server, "A story with a rather long title about pumps", employer="Greenhouse Ltd", serves=["dive-deep", "earn-trust"])
    page = page_with(viewport={"width": 320, "height": 640})
    page.goto(path.replace("STORY", address) if path.startswith("STORY") else server + path)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page, path)


def test_everything_works_without_scripts(page_with, server):
    page = page_with(java_script_enabled=False)
    page.goto(server + "/stories/new")
    page.get_by_label("Title").fill("By hand")
    section(page, 2).fill("I did it by hand.")
    page.get_by_role("button", name="SOAR").click()
    assert section(page, 2).input_value() == "I did it by hand."
    page.locator("#when").fill("May")
    page.get_by_role("button", name="Keep this story").click()
    assert "is no date" in page.locator(".notices").inner_text()
    assert section(page, 2).input_value() == "I did it by hand."
    page.trouble.clear()  # Chromium reports the reply 422 as an error.
    page.locator("#when").fill("2024-05")
    page.get_by_role("button", name="Keep this story").click()
    assert "Saved as version 1" in page.locator(".notices").inner_text()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Title").input_value() == "By hand"
    page.goto(server + "/stories?words=nothing-like-it")
    assert page.locator(".story").count() == 0


def test_what_is_not_there_is_said(page, server):
    response = page.goto(server + "/stories/no-such-story")
    assert response.status == 404
    assert "no story" in page.locator("h1").inner_text().lower()
    page.trouble.clear()
