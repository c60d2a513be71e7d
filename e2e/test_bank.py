"""Digging, questions, the deck, the cheat sheet, files in and out: each page's main path and its bad input."""

import io
import pathlib
import zipfile

import pytest

NOTE = """---
glidepath: story/1
id: "{id}"
title: "{title}"
principles: [{principles}]
---

## Problem

{opening} People waited for weeks.

## Action

I rang each of them. I wrote the queue anew.

## Result

It fell from 9 days to 2 days. Nobody waits now.
"""

STORIES = [
    ("t-queue", "The refund queue", "dive-deep, ownership", "Refunds took nine days."),
    ("t-letters", "Forty letters", "ownership, dive-deep", "Nobody read the letters."),
    ("t-pump", "The borrowed pump", "frugality, deliver-results", "There was no budget for a pump."),
]


def vault(stories=STORIES):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for id, title, principles, opening in stories:
            packed.writestr(f"vault/{id}.md", NOTE.format(id=id, title=title, principles=principles, opening=opening))
        packed.writestr("vault/picture.png", b"\x89PNG\r\n")
    return {"name": "vault.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}


def expected(page, status):
    """A reply that is meant to say no: the browser logs it, and that is no trouble."""
    page.wait_for_load_state()
    page.wait_for_timeout(100)
    page.trouble[:] = [t for t in page.trouble if str(status) not in t]


def press(page, name, within=None):
    (within or page).get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def bring(page, server, files):
    page.goto(server + "/transfer")
    page.get_by_label("Files", exact=True).set_input_files(files)
    press(page, "See what is in them")


@pytest.fixture
def stories(page, server):
    bring(page, server, vault())
    if page.get_by_role("button", name="Bring it in").count():
        press(page, "Bring it in")


def test_a_vault_is_shown_first_and_then_brought_in(page, server, axe):
    bring(page, server, vault([("t-one", "A tale of one vault", "frugality", "It was dear.")]))
    assert "nothing is changed yet" in page.locator("main").inner_text().lower()
    assert page.locator(".arrives.new h2").inner_text() == "A tale of one vault"
    assert "png" in page.locator(".passed-over").inner_text()
    axe(page, "plan")
    press(page, "Bring it in")
    assert "1 story added" in page.get_by_role("status").first.inner_text() or "1 story added" in page.locator(".brought").inner_text()
    bring(page, server, vault([("t-one", "A tale of one vault", "frugality", "It was dear.")]))
    assert page.locator(".arrives.same").count() == 1
    changed = vault([("t-one", "A tale of one vault", "frugality", "It was far too dear.")])
    bring(page, server, changed)
    assert "differ" in page.locator(".arrives").inner_text()
    axe(page, "a plan with differences")
    page.get_by_label("Take the file's").check()
    press(page, "Bring it in")
    assert "new version" in page.locator(".brought").inner_text()


def test_files_that_are_none_are_refused_in_words(page, server, axe):
    bring(page, server, {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"not a pdf"})
    expected(page, 422)
    assert "cv.pdf" in page.get_by_role("alert").inner_text()
    axe(page, "refused")
    bring(page, server, {"name": "huge.md", "mimeType": "text/markdown", "buffer": b"a" * 20_000_001})
    expected(page, 413)
    assert "20 MB" in page.get_by_role("alert").inner_text()
    page.goto(server + "/transfer")
    press(page, "See what is in them")
    expected(page, 422)
    assert "No file was chosen" in page.get_by_role("alert").inner_text()


def test_a_plan_that_is_gone_says_so(page, server):
    page.goto(server + "/transfer/import/0-99")
    expected(page, 404)
    assert "no longer here" in page.locator("h1").inner_text()


@pytest.mark.parametrize("name", ["Markdown notes", "JSON", "CSV", "Excel", "Plain text", "Anki"])
def test_the_bank_is_handed_out(page, server, stories, name):
    page.goto(server + "/transfer")
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    path = download.value.path()
    data = pathlib.Path(path).read_bytes()
    if name in ("Markdown notes", "Excel", "Anki"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    else:
        assert "The refund queue" in data.decode("utf-8-sig")


def test_a_backup_is_made_and_put_back_after_a_warning(page, server, stories, axe):
    page.goto(server + "/transfer")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download a backup").click()
    backup = pathlib.Path(download.value.path()).read_bytes()
    assert backup.startswith(b"SQLite format 3\x00")
    page.goto(server + "/transfer")
    page.get_by_text("Put a backup in place").click()
    page.get_by_label("The backup").set_input_files({"name": "kept.db", "mimeType": "application/octet-stream", "buffer": backup})
    press(page, "Look at it")
    assert "takes the place of everything" in page.locator("main").inner_text()
    axe(page, "warning")
    page.get_by_label("I want the backup in place").check()
    press(page, "Replace the bank")
    assert page.locator("h1").inner_text() == "The backup is in place"
    assert "What was there before lies at" in page.locator("main").inner_text()
    page.goto(server + "/deck")
    assert "The refund queue" in page.locator("main").inner_text()


def test_what_is_no_backup_replaces_nothing(page, server, stories):
    page.goto(server + "/transfer")
    page.get_by_text("Put a backup in place").click()
    page.get_by_label("The backup").set_input_files({"name": "kept.db", "mimeType": "application/octet-stream", "buffer": b"hello"})
    press(page, "Look at it")
    page.get_by_label("I want the backup in place").check()
    press(page, "Replace the bank")
    page.wait_for_timeout(100)
    page.trouble[:] = [t for t in page.trouble if "422" not in t and "503" not in t]
    assert page.get_by_role("alert").count() == 1
    page.goto(server + "/deck")
    assert "The refund queue" in page.locator("main").inner_text()


def test_questions_are_filtered_as_one_types_and_by_the_address(page, server, axe):
    page.goto(server + "/questions")
    assert int(page.locator(".found-count").inner_text().split()[0]) >= 400
    axe(page, "questions")
    page.get_by_label("Principle", exact=True).select_option("frugality")
    page.get_by_label("hide principles").check()
    page.wait_for_timeout(500)
    assert "principle=frugality" in page.url and "hide=yes" in page.url
    assert page.locator(".question-list .tag").count() == 0
    first = page.locator(".question-text").first.inner_text()
    page.reload()
    assert page.locator(".question-text").first.inner_text() == first
    page.get_by_label("Words in it").fill("zzzz")
    page.wait_for_timeout(500)
    assert "No question is like that" in page.locator("#found").inner_text()


def test_one_question_has_its_ladder_and_can_be_answered(page, server, axe):
    page.goto(server + "/questions?principle=frugality&tricky=yes")
    page.locator(".question-text").first.click()
    page.wait_for_load_state()
    assert page.locator(".ladder li").count() >= 3
    assert not page.locator(".good-shows p").is_visible()
    page.locator(".good-shows summary").click()
    axe(page, "a question")
    asked = page.locator("h1").inner_text()
    press(page, "Answer it")
    assert page.locator("#question").input_value() == asked


def test_stories_are_read_beside_and_found_by_meaning(page, server, stories):
    page.goto(server + "/questions")
    page.locator("main ol a[href^='/questions/'], main li a[href^='/questions/']").first.click()
    for _ in range(50):
        if "single words" not in page.locator("section[aria-labelledby=fits]").inner_text():
            break
        page.wait_for_timeout(200)
        page.reload()
    fits = page.locator("section[aria-labelledby=fits]")
    assert "single words" not in fits.inner_text(), "the model has read them by now"
    assert fits.locator("q").count() == 3, "each with the sentence nearest to the question"


def test_a_question_of_ones_own_is_kept_changed_and_removed(page, server, axe):
    page.goto(server + "/questions/new")
    page.get_by_label("The question, as asked").fill("Tell me about a bridge you burned.")
    page.wait_for_timeout(900)
    page.reload()
    assert page.get_by_label("The question, as asked").input_value() == "Tell me about a bridge you burned."
    axe(page, "a question being written")
    page.locator("#probes").select_option("earn-trust")
    press(page, "Add it")
    assert page.locator("h1").inner_text() == "Tell me about a bridge you burned."
    page.get_by_role("link", name="Change").click()
    page.wait_for_load_state()
    page.get_by_label("The question, as asked").fill("Tell me about a bridge you built.")
    press(page, "Save")
    assert page.locator("h1").inner_text() == "Tell me about a bridge you built."
    press(page, "Remove")
    assert "removed" in page.get_by_role("status").first.inner_text()
    press(page, "Undo")
    assert page.locator("h1").inner_text() == "Tell me about a bridge you built."


def test_a_question_without_words_and_a_list_of_none(page, server):
    page.goto(server + "/questions/new")
    press(page, "Add it")
    expected(page, 422)
    assert "There is no question" in page.get_by_role("alert").inner_text()
    page.goto(server + "/questions")
    page.get_by_label("Questions, one on each line").fill("nothing of the kind")
    press(page, "Add them")
    expected(page, 422)
    assert page.get_by_label("Questions, one on each line").input_value() == "nothing of the kind"


def test_a_list_is_brought_in_once(page, server):
    for said in ("2 questions added", "0 questions added"):
        page.goto(server + "/questions")
        page.get_by_label("Questions, one on each line").fill("- When did you last sail against the wind?\n2. How do you choose a rope?")
        press(page, "Add them")
        assert said in page.get_by_role("status").first.inner_text()


def test_two_windows_on_one_question(page_with, server):
    page = page_with()
    page.goto(server + "/questions/new")
    page.get_by_label("The question, as asked").fill("Why two windows?")
    press(page, "Add it")
    address = page.url
    other = page_with()
    page.goto(address + "/edit")
    other.goto(address + "/edit")
    page.get_by_label("The question, as asked").fill("Why the first window?")
    press(page, "Save")
    other.get_by_label("The question, as asked").fill("Why the second window?")
    press(other, "Save")
    expected(other, 409)
    assert "Why the first window?" in other.get_by_role("alert").inner_text()
    press(other, "Save")
    assert other.locator("h1").inner_text() == "Why the second window?"


def test_the_deck_and_a_loop_that_can_and_cannot_be_done(page, server, stories, axe):
    page.goto(server + "/deck")
    page.get_by_text("Principles in scope").first.click()
    for box in page.locator("input[name=principle]").all():
        box.set_checked(box.get_attribute("value") in ("ownership", "dive-deep"))
    page.locator("[name=who-0]").fill("The manager")
    page.locator("[name=asks-0-0]").select_option("ownership")
    page.locator("[name=who-1]").fill("Round 2")
    page.locator("[name=asks-1-0]").select_option("dive-deep")
    press(page, "Plan it")
    loop = page.get_by_role("region", name="The loop")
    assert loop.get_by_role("rowheader", name="The manager").count() == 1
    assert page.locator(".lacking").count() == 0
    axe(page, "a loop")
    page.reload()
    assert page.locator("[name=who-1]").input_value() == "Round 2"
    page.locator("[name=asks-1-1]").select_option("think-big")
    press(page, "Plan it")
    assert "do not suffice" in page.locator(".lacking").first.inner_text()
    assert page.locator(".lacking a[href='/dig?principle=think-big']").count() >= 1
    axe(page, "a loop that cannot be done")
    page.locator("[name=asks-1-0]").select_option("")
    page.locator("[name=asks-1-1]").select_option("")
    press(page, "Plan it")
    assert "0 principles" in page.get_by_role("alert").inner_text()
    page.locator("[name=who-1]").fill("")
    press(page, "Plan it")
    assert page.get_by_role("alert").count() == 0


def test_the_cheat_sheet_is_in_ones_own_words_and_fits_on_paper(page, server, stories, axe, tmp_path):
    page.goto(server + "/cheat-sheet")
    text = page.locator("main").inner_text()
    assert "never for use in it" in text
    assert "Refunds took nine days." in text and "Nobody waits now." in text
    axe(page, "cheat sheet")
    sheet = tmp_path / "sheet.pdf"
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    assert 1 <= sheet.read_bytes().count(b"/Type /Page\n") + sheet.read_bytes().count(b"/Type /Page ") <= 2
    for name in ("Markdown", "One file"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert "Refunds took nine days." in pathlib.Path(download.value.path()).read_text()


def begin(page, server, project):
    page.goto(server + "/dig")
    page.get_by_label("The project").fill(project)
    press(page, "Begin to dig")


def test_digging_asks_keeps_and_lays(page, server, axe):
    begin(page, server, "The night job")
    axe(page, "a dig begun")
    page.locator("#text").fill("The customers wrote twice because refunds took 9 days.\nI read 40 letters and I was wrong about the bank.")
    press(page, "Go on")
    gem = page.locator(".gem.offered").first
    quote = gem.locator("q").inner_text()
    press(page, "Keep it", gem)
    assert page.get_by_role("region", name="Kept").locator("q").inner_text() == quote
    if page.locator(".gem.offered").count():
        away = page.locator(".gem.offered q").first.inner_text()
        press(page, "Put it away", page.locator(".gem.offered").first)
        assert away not in page.locator(".dig-beside").inner_text()
    asked = page.locator(".prompt h2").inner_text()
    press(page, "Pass it over")
    assert page.locator(".prompt h2").inner_text() != asked
    axe(page, "a dig under way")
    page.get_by_role("link", name="Lay it on a frame").click()
    page.wait_for_load_state()
    assert quote in page.locator(".laid-words").inner_text()
    blank = page.locator(".laid-words .gap a").first
    axe(page, "laid")
    question = blank.inner_text()
    blank.click()
    page.wait_for_load_state()
    assert page.locator(".prompt h2").inner_text() == question
    page.go_back()
    page.wait_for_load_state()
    press(page, "Keep it as a story")
    assert "/stories/" in page.url


def test_an_answer_survives_reload_and_is_not_lost_between_two_windows(page_with, server):
    page = page_with()
    begin(page, server, "Two windows")
    page.locator("#text").fill("Half a sen")
    page.wait_for_timeout(1000)
    page.reload()
    assert page.locator("#text").input_value() == "Half a sen"
    other = page_with()
    other.goto(page.url)
    press(page, "Go on")
    page.goto(page.url.split("?")[0] + "?prompt=dump")
    assert page.locator("#text").input_value() == "Half a sen"
    other.locator("#text").fill("Something else")
    press(other, "Go on")
    expected(other, 409)
    assert "Half a sen" in other.get_by_role("alert").inner_text()
    assert other.locator("#text").input_value() == "Something else"


def test_a_project_without_a_name_and_a_dig_that_is_gone(page, server):
    page.goto(server + "/dig")
    press(page, "Begin to dig")
    expected(page, 422)
    assert "no name" in page.get_by_role("alert").inner_text()
    page.goto(server + "/dig/nothing")
    expected(page, 404)
    assert page.locator(".code").inner_text()


def test_all_of_it_works_without_scripts(page_with, server):
    page = page_with(java_script_enabled=False)
    page.goto(server + "/questions?words=budget")
    press(page, "Show these")
    assert "words=budget" in page.url
    begin(page, server, "No scripts")
    page.locator("#text").fill("The customers waited 9 days.")
    press(page, "Go on")
    press(page, "Keep it", page.locator(".gem.offered").first)
    assert page.locator(".gem:not(.offered) q").count() == 1
    bring(page, server, vault())
    assert page.locator("h1").inner_text() == "What would come in"
    page.goto(server + "/deck")
    press(page, "Plan it")
    assert page.locator("h1").inner_text() == "The deck for the day"


def test_markup_in_words_stays_words(page, server):
    begin(page, server, "<img src=x onerror=alert(1)>")
    assert page.locator("h1").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("path", ["/dig", "/questions", "/questions/new", "/questions/frugality-unasked-saving", "/deck", "/cheat-sheet", "/transfer"])
def test_a_small_phone_does_not_scroll_sideways_and_axe_is_content(page_with, server, axe, path):
    for scheme in ("light", "dark"):
        page = page_with(viewport={"width": 320, "height": 740}, color_scheme=scheme)
        page.goto(server + path)
        page.trouble[:] = [t for t in page.trouble if "404" not in t]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        axe(page, f"{path} {scheme}")
