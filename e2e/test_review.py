"""The Review page: paste, read, follow notes; without scripts, with bad input, by keyboard, on a phone."""

import pytest
from conftest import ANSWER, QUESTION, no_sideways


def review(page, text=ANSWER, question=QUESTION):
    page.get_by_label("The question").fill(question)
    page.get_by_label("Your answer, as you would say it").fill(text)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_selector("#answer")


def test_an_answer_pasted_is_reviewed_with_marks_notes_and_pins(open_page):
    page = open_page("/review")
    review(page)
    assert page.locator("h1").inner_text() == QUESTION
    marks = page.locator("#answer mark").count()
    pins = page.locator("#answer a.pin").count()
    assert marks >= 1 and pins >= 1
    assert page.locator("li.note[data-note]").count() == pins
    assert page.locator("svg.path a.pin").count() == pins
    assert page.locator("svg.path path.line").get_attribute("d").startswith("M")
    assert "wherever" not in page.locator("#answer").inner_text()
    said = " ".join(page.locator("#answer p").evaluate_all("ps => ps.map(p => { const c = p.cloneNode(true); c.querySelectorAll('sup').forEach(s => s.remove()); return c.textContent; })"))
    assert " ".join(said.split()) == " ".join(ANSWER.split())


def test_it_works_without_scripts(open_page):
    page = open_page("/review", java_script_enabled=False)
    review(page)
    assert page.locator("li.note").count() >= 1
    assert page.get_by_text("Choose a text file").is_visible() is False
    page.locator("#answer a.pin").first.click()
    assert "#note-1" in page.url


def test_words_pins_and_notes_light_up_together(open_page):
    page = open_page("/review?sample=invoices")
    number = page.locator("#answer a.pin").first.inner_text()
    page.locator(f"#answer mark[data-note~='{number}']").first.hover()
    assert page.locator(f"#note-{number}.lit").count() == 1
    assert page.locator(f"svg.path a.pin.lit[data-note='{number}']").count() == 1
    page.locator("#main h1").hover()
    page.locator(f"#note-{number}").hover()
    assert page.locator(f"#answer mark.lit[data-note~='{number}']").count() >= 1


def test_arrow_keys_walk_the_pins(open_page):
    page = open_page("/review?sample=invoices")
    page.locator("#pin-1").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "pin-2"
    assert page.locator("#note-2.lit").count() == 1
    page.keyboard.press("Enter")
    assert page.url.endswith("#note-2")


def test_a_mark_clicked_leads_to_its_note(open_page):
    page = open_page("/review?sample=invoices")
    mark = page.locator("#answer mark").first
    number = mark.get_attribute("data-note").split()[0]
    mark.click()
    assert page.evaluate("document.activeElement.id") == f"note-{number}"


def test_a_draft_survives_a_reload(open_page):
    page = open_page("/review")
    page.get_by_label("Your answer, as you would say it").fill("I was in the middle of")
    page.get_by_label("Level").select_option("L6")
    page.reload()
    assert page.get_by_label("Your answer, as you would say it").input_value() == "I was in the middle of"
    assert page.get_by_label("Level").input_value() == "L6"


def test_control_enter_sends(open_page):
    page = open_page("/review")
    page.get_by_label("Your answer, as you would say it").fill(ANSWER)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer")


def test_a_text_file_fills_the_field(open_page, tmp_path):
    file = tmp_path / "answer.txt"
    file.write_text(ANSWER)
    page = open_page("/review")
    page.locator("input[type=file]").set_input_files(str(file))
    page.wait_for_function("document.querySelector('#text').value.length > 100")
    assert page.locator("[role=status]").inner_text() == "answer.txt is in the field."


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script> I fixed it.",
        "</textarea></p><img src=x onerror=alert(1)> I fixed it.",
        "\"><svg onload=alert(1)> I fixed it. {{7*7}} <style>*{display:none}</style>",
    ],
)
def test_markup_in_an_answer_stays_text(open_page, payload):
    page = open_page("/review")
    review(page, payload, payload)
    assert payload.split()[0] in page.locator("#answer").inner_text()
    assert page.locator("#main img").count() == 0
    assert page.locator("#text").input_value() == payload


@pytest.mark.parametrize("text", ["one", "\U0001f642\U0001f642", "שלום עולם, זה טקסט ארוך", "e\u0301\u0302 zalgo \u202etxet", "a" * 100_000])
def test_strange_text_is_met_calmly(open_page, text):
    page = open_page("/review")
    review(page, text, "")
    assert page.locator("h1").inner_text() == "Your answer, reviewed"
    no_sideways(page)


def test_a_megabyte_is_reviewed_and_more_is_refused_with_words(open_page):
    page = open_page("/review", allow_status=(413,))
    page.evaluate("t => document.querySelector('#text').value = t", "I did it. " * 104_000)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_selector("#answer", timeout=60_000)
    page.goto("/review?level=L4")
    page.evaluate("t => document.querySelector('#text').value = t", "I did it. " * 500_000)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_selector("[role=alert]", timeout=60_000)
    assert "text-too-long" in page.locator("[role=alert]").inner_text()


def test_blank_text_without_scripts_says_what_to_do(open_page):
    page = open_page("/review", allow_status=(422,), java_script_enabled=False)
    page.get_by_label("Your answer, as you would say it").fill("   ")
    page.get_by_role("button", name="Review it").click()
    page.wait_for_selector("[role=alert]")
    assert "Paste or type the answer" in page.locator("[role=alert]").inner_text()


def test_a_review_is_saved_as_one_file(open_page, browser, tmp_path):
    page = open_page("/review?sample=platform")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this review as one file").click()
    file = tmp_path / "review.html"
    download.value.save_as(file)
    alone = browser.new_page()
    asked = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(f"file://{file}")
    assert alone.locator("#answer mark").count() >= 1
    assert asked == [f"file://{file}"]
    alone.close()


def test_everything_is_reached_by_keyboard(open_page):
    page = open_page("/review")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert {"question", "text", "level", "role", "Review it"} <= seen, seen


@pytest.mark.parametrize("path", ["/review", "/review?sample=platform", "/review?sample=invoices", "/review?sample=pager"])
def test_a_phone_does_not_scroll_sideways(open_page, path):
    page = open_page(path, viewport={"width": 360, "height": 740})
    no_sideways(page)


def test_on_a_phone_notes_follow_their_paragraph(open_page):
    page = open_page("/review?sample=invoices", viewport={"width": 360, "height": 740})
    assert page.locator("#answer .para ol.notes #note-1").count() == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function("!document.querySelector('#answer ol.notes')")
    assert page.locator(".margin #note-1").count() == 1
