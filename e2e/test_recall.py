"""The retrieval drill and blocks: by keys, without scripts, late, and with nothing to recall."""

import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from conftest import free_port, start, until, wait_for


@pytest.fixture
def bank(tmp_path):
    """The program with the sample bank."""
    port = free_port()
    process = start(port, "--rules-only", "--data-dir", str(tmp_path))
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    post(address + "/stories/sample/add")
    yield address
    process.terminate()
    assert process.wait(timeout=10) == 0


def post(address, **fields):
    with urllib.request.urlopen(address, urllib.parse.urlencode(fields).encode()) as reply:
        return reply.read().decode()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    trouble = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    context.close()
    assert trouble == []


def ready(page):
    until(page, "document.documentElement.classList.contains('scripted')")


def press(page, key):
    """Presses a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def kind(page):
    return page.locator("[data-recall]").get_attribute("data-recall")


def test_cards_are_answered_by_keys(page, bank, axe):
    page.goto(bank + "/recall")
    met = set()
    for _ in range(40):
        ready(page)
        now = kind(page)
        if now not in met:
            axe(page, now)
        met.add(now)
        press(page, {"match": "1", "say": " ", "grade": "3", "told": "Enter"}[now])
        if now == "told" and "match" in met:
            break
    assert {"match", "told"} <= met


def test_words_are_said_aloud_and_graded(page, bank, axe):
    """A card by name is asked whether it is due or not."""
    page.goto(bank + "/stories")
    story = page.locator(".story a").first.get_attribute("href").rsplit("/", 1)[1]
    page.goto(f"{bank}/recall?card=opening:{story}")
    ready(page)
    axe(page, "say")
    press(page, " ")
    ready(page)
    assert page.locator(".answer-shown").inner_text().strip()
    axe(page, "grade")
    press(page, "3")
    assert kind(page) == "told"
    assert page.get_by_role("heading", level=1).inner_text() == "There in time"


def test_a_story_is_found_by_typing(page, bank):
    page.goto(bank + "/recall")
    ready(page)
    while kind(page) != "match":
        press(page, {"say": " ", "grade": "3", "told": "Enter"}[kind(page)])
        ready(page)
    title = page.locator(".choices li").last.locator("span").inner_text()
    word = max(re.findall(r"\w+", title), key=len)
    page.keyboard.type(word)
    until(page, f"document.querySelectorAll('.choices li:not([hidden])').length < document.querySelectorAll('.choices li').length")
    assert word.lower() in page.locator(".choices li:not([hidden])").first.inner_text().lower()
    press(page, "Enter")
    assert kind(page) == "told"
    took = page.locator(".speed text").text_content()
    assert float(took.split()[0]) < 10


def test_without_scripts_the_server_counts(browser, bank):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(bank + "/recall")
    for _ in range(20):
        now = kind(page)
        if now == "match":
            break
        page.get_by_role("button").filter(has_text=re.compile("Show it|In time|Next card")).first.click()
        page.wait_for_load_state()
    page.wait_for_timeout(1200)
    page.locator(".choices button").first.click()
    page.wait_for_load_state()
    assert kind(page) == "told"
    assert 1.0 <= float(page.locator(".speed text").text_content().split()[0]) < 8
    context.close()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_a_card_answered_twice_says_so(bank):
    shown = urllib.request.urlopen(bank + "/recall").read().decode()
    if 'data-recall="match"' not in shown:
        pytest.fail("the first card of a new bank is a question")
    fields = {"card": hidden(shown, "card"), "shown": hidden(shown, "shown"), "took": "1200", "story": ""}
    assert 'data-recall="told"' in post(bank + "/recall", **fields)
    with pytest.raises(urllib.error.HTTPError) as raised:
        post(bank + "/recall", **fields)
    assert "recall-answered" in raised.value.read().decode()


def test_nothing_to_recall_teaches(page, server, axe):
    page.goto(server + "/recall")
    ready(page)
    if page.get_by_role("heading", level=1).inner_text() == "Nothing to recall yet":
        assert page.get_by_role("link", name="To your stories").count() == 1
    axe(page, "nothing")


def test_a_block_from_its_plan_to_its_end(page, bank, axe):
    page.goto(bank + "/practice/block")
    ready(page)
    page.get_by_role("link", name="20 min").click()
    page.wait_for_load_state()
    ready(page)
    assert page.locator(".plan").get_attribute("aria-label").startswith("20 minutes: ")
    assert "There is no coding pattern yet" in page.locator("figcaption").inner_text(), "what is not there is said"
    axe(page, "the plan")
    page.get_by_role("button", name="Begin 20 minutes").click()
    until(page, "document.querySelector('.block-parts') !== null")
    axe(page, "running")
    parts = page.locator(".block-parts li").count()
    for left in range(parts, 0, -1):
        assert page.locator(".block-parts .on").count() == 1
        page.get_by_role("button", name="It is done").click()
        until(page, f"document.querySelectorAll('.block-parts li:not(.done)').length === {left - 1}" if left > 1 else "document.querySelector('h1')?.textContent === 'That was the block'")
    assert page.get_by_role("heading", name="One thing for tomorrow").count() == 1
    axe(page, "over")


def test_a_part_opens_a_room(page, bank):
    page.goto(bank + "/practice/block")
    ready(page)
    page.get_by_role("button", name="Begin 25 minutes").click()
    until(page, "document.querySelector('.block-parts') !== null")
    page.get_by_role("button", name="Begin it").click()
    until(page, "['/recall'].includes(location.pathname) || /^\\/practice\\/[0-9a-f-]{36}$/.test(location.pathname)")
    page.goto(bank + "/practice/block")
    ready(page)
    assert page.get_by_role("link", name="Go on with it").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(browser, bank, axe, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    for path in ("/recall", "/practice/block"):
        page.goto(bank + path)
        ready(page)
        axe(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()
