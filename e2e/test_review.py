"""The Review page: what is typed is reviewed as it is typed; words, pins and notes move together; nothing typed is lost."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from conftest import free_port, start, until, wait_for

ANSWER = (
    "We did a great job on the portal. We aligned all the stakeholders around a shared vision and we drove a transformation. "
    "We built the roadmap, we agreed on priorities and we delivered on time. Everything went smoothly from the first day and "
    "everyone was happy with it. It was a real team effort and it moved the needle for the whole organisation."
)
QUESTION = "Tell me about a time you disagreed with your manager."
FIELD = "Your answer, as you would say it"


def settled(page):
    """Waits until the page has been reviewed as it stands, by rules and model."""
    until(page, "document.getElementById('desk').matches('[data-heard]:not([data-more])')", seconds=20)
    before = None
    for _ in range(60):
        now = page.evaluate("document.getElementById('text').value.length + ' ' + performance.getEntriesByName('desk').length")
        if now == before:
            return
        before = now
        page.wait_for_timeout(160)
    raise AssertionError("the page does not settle")


def told_is_typed(page):
    return page.evaluate("document.getElementById('told').textContent === document.getElementById('text').value")


def write(page, server, text=ANSWER):
    page.goto(server + "/review")
    page.get_by_label("The question").fill(QUESTION)
    page.get_by_label(FIELD).fill(text)
    settled(page)


def test_typing_is_reviewed_without_a_button(page, server):
    write(page, server)
    assert page.locator("h1").inner_text() == QUESTION
    assert page.title().startswith(QUESTION)
    assert page.locator("#told mark").count() >= 1
    assert page.locator(".note").count() >= 2
    assert page.locator(".path .line").count() == 1
    assert "cliche" in page.locator(".margin").inner_text()
    assert page.url == server + "/review", "no page was loaded"


# Sentences that no other test has had read.
UNREAD = (
    "Nobody had asked me to look at the forty returned pumps. I took nine of them apart on a bench in the canteen. Six had the "
    "same gasket, put in the wrong way round. Our fitter, Oswin, said the drawing showed it like that, and it did. I had signed "
    "that drawing in May. We stopped the line for two days, which cost us the Antwerp order. Returns went from forty a month to three. "
)


def test_the_model_follows_the_rules_without_a_jump(page, server):
    page.goto(server + "/review")
    page.get_by_label("The question").fill(QUESTION)
    page.wait_for_timeout(200)
    watch = """() => {
      window.said = [];
      document.getElementById('desk').addEventListener('desk:after', () => {
        const meta = document.querySelector('.head .meta').textContent;
        requestAnimationFrame(() => said.push([meta, document.getElementById('text').getBoundingClientRect().top]));
      });
    }"""
    page.evaluate(watch)
    page.get_by_label(FIELD).fill(UNREAD)
    settled(page)
    said = page.evaluate("said")
    first, last = said[0], said[-1]
    assert "the built-in model is reading" in first[0], said
    assert "by rules and the built-in model" in last[0], said
    assert abs(first[1] - last[1]) < 2, "the words stay where they are"
    # A change of a word or two is read by both at once.
    page.evaluate("said.length = 0")
    page.get_by_label(FIELD).press_sequentially("Then I left.", delay=30)
    settled(page)
    said = page.evaluate("said")
    assert said and all("by rules and the built-in model" in meta for meta, _ in said), said


def test_the_page_says_when_rules_speak_alone(browser):
    port = free_port()
    process = start(port, "--rules-only")
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        page = browser.new_page()
        page.goto(address + "/review?sample=invoices")
        assert "by rules alone, no model used" in page.locator(".head .meta").first.inner_text()
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_typing_keeps_caret_and_marks(page, server):
    page.goto(server + "/review?sample=invoices")
    field = page.get_by_label(FIELD)
    field.focus()
    page.evaluate("document.getElementById('text').setSelectionRange(420, 420)")
    page.evaluate("window.lost = 0; document.getElementById('text').addEventListener('blur', () => (lost += 1))")
    # Marks never go away while one types elsewhere, and what lies under the field is the text at every moment.
    page.evaluate(
        """() => {
          window.fewest = Infinity; window.astray = 0;
          document.getElementById('text').addEventListener('input', () => requestAnimationFrame(() => {
            fewest = Math.min(fewest, document.querySelectorAll('#told mark').length);
            if (document.getElementById('told').textContent !== document.getElementById('text').value) astray += 1;
          }));
        }"""
    )
    had = page.locator("#told mark").count()
    typed = "and then I rang her about it twice, "
    page.keyboard.type(typed, delay=25)
    settled(page)
    assert page.evaluate("document.getElementById('text').selectionStart") == 420 + len(typed)
    assert page.evaluate("[lost, astray]") == [0, 0]
    assert page.evaluate("fewest") >= had - 2
    assert told_is_typed(page)


def test_only_what_changed_is_replaced(page, server):
    page.goto(server + "/review?sample=invoices")
    page.evaluate(
        """() => {
          window.last = document.querySelector('#told .para:last-child');
          window.panel = document.querySelector('.panel');
          window.note = document.querySelector('.note[data-key^=human-stakes]');
          window.touched = 0;
          new MutationObserver((all) => (touched += all.length)).observe(last, { childList: true, characterData: true, subtree: true });
        }"""
    )
    field = page.get_by_label(FIELD)
    field.focus()
    page.evaluate("document.getElementById('text').setSelectionRange(20, 20)")
    page.keyboard.type(" big")
    settled(page)
    assert page.evaluate("last.isConnected && panel.isConnected && note.isConnected")
    assert page.evaluate("touched") == 0


def test_lines_lie_on_lines(page, server):
    """The field and the words under it break their lines at the same places, at every width."""
    for width in (360, 700, 901, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(server + "/review?sample=pager")
        if width < 901:
            page.get_by_role("button", name="Edit the words").click()
        page.wait_for_timeout(60)
        same = page.evaluate(
            """() => {
              const [told, field] = [document.getElementById('told'), document.getElementById('text')];
              const words = told.querySelector('p').getBoundingClientRect();
              const box = field.getBoundingClientRect();
              const left = box.left + parseFloat(getComputedStyle(field).paddingLeft);
              return [Math.abs(words.left - left) < 0.6, Math.abs(words.top - box.top) < 0.6,
                      Math.abs(words.right - box.right) < 0.6, field.scrollHeight <= field.clientHeight + 1,
                      getComputedStyle(field).lineHeight === getComputedStyle(told.querySelector('p')).lineHeight,
                      getComputedStyle(field).fontFamily === getComputedStyle(told.querySelector('p')).fontFamily];
            }"""
        )
        assert all(same), (width, same)


def lit(page):
    return page.evaluate("[...document.querySelectorAll('.lit')].map((e) => e.closest('svg') ? 'pin' : e.matches('mark') ? 'mark' : e.matches('.note') ? 'note' : 'other')")


def test_words_pins_and_notes_by_mouse(page, server):
    page.goto(server + "/review?sample=invoices")
    number = page.locator("#told mark").first.get_attribute("data-note")
    page.locator("#told mark").first.scroll_into_view_if_needed()
    # The first line of the words: what goes over a line end has a box that is larger than its words.
    box = page.locator("#told mark").first.evaluate("(mark) => { const line = mark.getClientRects()[0]; return { x: line.x, y: line.y }; }")
    page.mouse.move(box["x"] + 6, box["y"] + 8)
    until(page, "document.querySelector('.note.lit')")
    assert {"pin", "mark", "note"} <= set(lit(page))
    page.mouse.click(box["x"] + 6, box["y"] + 8)
    assert page.evaluate("document.activeElement.id") == "text", "the caret goes where one clicks"
    page.locator(".path .pin").last.locator("rect").click()
    assert page.evaluate("document.activeElement.matches('.note') && document.activeElement.querySelector('.body').open")
    page.locator(f"#note-{number} a.k").click()
    assert page.evaluate("document.activeElement.id") == f"pin-{number}"


def test_words_pins_and_notes_by_keyboard(page, server):
    page.goto(server + "/review?sample=invoices")
    page.locator(".path .pin").first.focus()
    first = page.evaluate("document.activeElement.dataset.note")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.note")
    assert first != second
    assert {"pin", "mark", "note"} <= set(lit(page))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"note-{second}"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.note') && document.activeElement.id") != f"note-{second}"
    # The caret lights up what it stands in, and Alt with an arrow goes from note to note.
    page.get_by_label(FIELD).focus()
    page.evaluate("document.getElementById('text').setSelectionRange(0, 0)")
    page.keyboard.press("Alt+ArrowDown")
    chosen = page.evaluate("const f = document.getElementById('text'); f.value.slice(f.selectionStart, f.selectionEnd)")
    assert chosen == page.locator("#told mark.lit").first.inner_text()
    assert {"pin", "mark", "note"} <= set(lit(page))


def test_single_letters_and_the_map(page, server):
    page.goto(server + "/review?sample=platform")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keyboard").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('.note')") and page.evaluate("document.activeElement.id") != first
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.name").startswith("reason.")
    page.keyboard.type("jk?")
    assert page.evaluate("document.activeElement.value") == "jk?"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_label("Single letters work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert not page.evaluate("document.activeElement.matches('.note')")


def test_touch(page_with, server):
    page = page_with(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(server + "/review?sample=invoices")
    assert page.locator("#told .para ol.notes .note").count() >= 3, "notes follow their paragraph"
    mark = page.locator("#told mark").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    until(page, "document.querySelector('.note.lit')")
    assert {"pin", "mark", "note"} <= set(lit(page))
    page.get_by_role("button", name="Edit the words").tap()
    assert page.get_by_label(FIELD).is_visible()
    assert page.locator("#told ol.notes").count() == 0


def test_opening_a_note_keeps_the_focus_on_a_narrow_window(page, server):
    page.set_viewport_size({"width": 700, "height": 800})
    page.goto(server + "/review?sample=pager")
    summary = page.locator("#told .note .body > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    assert page.evaluate("document.activeElement.matches('summary') && document.activeElement.parentElement.open")


def test_filter_by_severity_and_family(page, server):
    page.goto(server + "/review?sample=platform")
    all_notes = page.locator(".note").count()
    page.locator(".chip.warn input").uncheck()
    until(page, "!document.querySelector('.note.warn')")
    assert page.locator("#told mark.warn").count() == 0 and page.locator(".path .pin.warn").count() == 0
    assert page.locator(".note.bad").count() > 0
    page.locator(".chip.warn input").check()
    until(page, "document.querySelector('.note.warn')")
    page.get_by_label("What they are about").select_option("evidence")
    until(page, f"document.querySelectorAll('.note').length < {all_notes}")
    assert page.locator(".note", has_text="no-metric").count() == 1
    page.get_by_label("What they are about").select_option("")
    until(page, f"document.querySelectorAll('.note').length === {all_notes}")


def test_allow_with_a_reason_and_hear_it_again(page, server):
    page.goto(server + "/review?sample=platform")
    note = page.locator("#whole-no-metric")
    note.locator(".allow summary").click()
    note.get_by_role("button", name="Allow").click()
    assert page.evaluate("document.activeElement.name") == "reason.no-metric", "a reason is asked for"
    note.get_by_label("is fine here").fill("the figures are <b>confidential</b>")
    note.get_by_role("button", name="Allow").click()
    until(page, "!document.getElementById('whole-no-metric')")
    listed = page.get_by_role("region", name="Allowed by you")
    assert "the figures are <b>confidential</b>" in listed.inner_text()
    # It stays allowed while one goes on typing, and over a reload.
    page.get_by_label(FIELD).press("Control+End")
    page.keyboard.type(" More.")
    settled(page)
    page.reload()
    settled(page)
    assert page.locator("#whole-no-metric").count() == 0
    page.get_by_role("button", name="Hear no-metric again").click()
    until(page, "document.getElementById('whole-no-metric')")


def test_a_reload_in_mid_typing_loses_nothing(page, server):
    page.goto(server + "/review")
    page.get_by_label("The question").fill(QUESTION)
    page.get_by_label("Level").select_option("L6")
    page.get_by_text("Principles the interviewer was given").click()
    page.get_by_label("Earn Trust").check()
    page.get_by_label(FIELD).focus()
    page.keyboard.type("I told the hospital that we would be late, and half a sen")
    page.reload()
    settled(page)
    assert page.get_by_label(FIELD).input_value().endswith("half a sen")
    assert page.get_by_label("The question").input_value() == QUESTION
    assert page.get_by_label("Level").input_value() == "L6"
    assert page.get_by_label("Earn Trust").is_checked()
    assert "L6" in page.locator(".head .meta").inner_text()
    page.get_by_role("button", name="Start afresh").click()
    page.wait_for_load_state()
    assert page.get_by_label(FIELD).input_value() == ""


def test_a_question_of_its_own_has_a_draft_of_its_own(page, server):
    page.goto(server + "/review")
    page.get_by_label(FIELD).fill("The first story.")
    settled(page)
    page.goto(server + "/review?question=Why%3F")
    assert page.get_by_label(FIELD).input_value() == ""
    page.get_by_label(FIELD).fill("The second story.")
    settled(page)
    page.reload()
    assert page.get_by_label(FIELD).input_value() == "The second story."
    page.goto(server + "/review")
    assert page.get_by_label(FIELD).input_value() == "The first story."


def test_a_changed_sample_is_kept_apart(page, server):
    page.goto(server + "/review?sample=pager")
    assert "Sample answer" in page.locator(".crumb").inner_text() or "SAMPLE ANSWER" in page.locator(".crumb").inner_text()
    page.get_by_label(FIELD).press("Control+End")
    page.keyboard.type(" Mine.")
    settled(page)
    assert "changed from the sample" in page.locator(".crumb").inner_text().lower()
    page.goto(server + "/review")
    assert page.get_by_label(FIELD).input_value() == ""


def test_sharing_as_one_file(page, server, tmp_path):
    page.goto(server + "/review?sample=pager")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as one file").click()
    assert download.value.suggested_filename == "glidepath-review.html"
    path = tmp_path / "review.html"
    download.value.save_as(path)
    text = path.read_text()
    assert "<script" not in text and " src=" not in text and "http" not in re.sub(r"http-equiv", "", text)
    assert path.stat().st_size < 120_000


def test_print_is_two_good_pages(page, server, tmp_path):
    page.goto(server + "/review?sample=pager")
    sheet = tmp_path / "review.pdf"
    page.emulate_media(media="print")
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet.read_bytes())) <= 2
    assert page.locator("#text").is_hidden() and page.locator("nav").first.is_hidden()


def test_works_without_scripts(page_with, server):
    page = page_with(java_script_enabled=False)
    page.goto(server + "/review")
    page.get_by_label("The question").fill(QUESTION)
    page.get_by_label(FIELD).fill(ANSWER)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_load_state()
    assert page.locator("#told mark").count() >= 1
    page.locator(".chip.warn input").uncheck()
    page.get_by_role("button", name="Show these").click()
    page.wait_for_load_state()
    assert page.locator(".note.warn").count() == 0 and page.locator(".note.bad").count() > 0
    note = page.locator(".note.bad").first
    rule = note.locator("code").inner_text()
    note.locator(".allow summary").click()
    note.get_by_label("is fine here").fill("it is under seal")
    note.get_by_role("button", name="Allow").click()
    page.wait_for_load_state()
    assert "it is under seal" in page.get_by_role("region", name="Allowed by you").inner_text()
    assert page.locator(f"#whole-{rule}").count() == 0
    page.get_by_label(FIELD).fill(ANSWER + " I fixed it.")
    page.get_by_role("button", name="Review again").click()
    page.wait_for_load_state()
    assert "it is under seal" in page.get_by_role("region", name="Allowed by you").inner_text(), "kept from form to form"
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_load_state()
    assert page.get_by_label("The first telling").input_value().endswith("I fixed it.")


PLANTED = "<script>window.planted=1</script><img src=x onerror=window.planted=1><svg onload=window.planted=1></svg>\"'><b>"
STRANGE = {
    "one word": "Tuesday",
    "emoji": "🙂🙂🙂 🙃",
    "another language": "Ich habe das Problem im März gelöst, weil niemand sonst Zeit hatte. Danach lief der Dienst ohne Fehler.",
    "controls": "I said \x07 no \x1b to it.\x00 Then I left.\x0b And \x7f came back.",
    "no spaces": "a" * 100_000,
    "right to left": "שלום עולם. תיקנתי את זה ביום שלישי. \u202eevil\u202c and I went on.",
    "combining": "I fixed Z\u0335\u0321\u0322a\u0335l\u0336g\u0337o e\u0301\u0302\u0303 in a week.",
    "markup": "I fixed it. " + PLANTED + " </textarea></article></form> &lt;b&gt; and &amp; left.",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_answers(page, server, name):
    text = STRANGE[name]
    page.goto(server + "/review")
    page.get_by_label("The question").fill(text[:300].replace("\x00", ""))
    page.get_by_label(FIELD).fill(text)
    settled(page)
    assert page.get_by_label(FIELD).input_value() == text
    assert page.evaluate("window.planted") is None
    assert page.locator("#told img, #told script, #told svg:not(.clock), #told b, h1 *").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.keyboard.press("Control+Enter")
    settled(page)


def test_a_megabyte_and_more(page, server):
    page.goto(server + "/review")
    page.get_by_label(FIELD).fill("I fixed it on Tuesday. " * 9_000)
    until(page, "document.getElementById('desk').hasAttribute('data-heard')", seconds=20)
    page.get_by_label(FIELD).fill("I fixed it. " * 90_000)  # 1,080,000 letters
    until(page, "document.getElementById('status').textContent.includes('longer than an answer')")
    assert len(page.get_by_label(FIELD).input_value()) == 1_080_000, "what was pasted is still there"


def test_an_empty_answer_is_no_trouble(page, server):
    write(page, server)
    page.get_by_label(FIELD).fill("")
    until(page, "!document.getElementById('desk').hasAttribute('data-heard')")
    assert page.get_by_role("heading", name="How it will speak").is_visible()


def test_a_text_file_can_be_chosen(page, server, tmp_path):
    file = tmp_path / "answer.txt"
    file.write_text(ANSWER)
    page.goto(server + "/review")
    page.locator("input[type=file]").set_input_files(file)
    settled(page)
    assert page.get_by_label(FIELD).input_value() == ANSWER
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\x89PNG\x00\x00")
    page.locator("input[type=file]").set_input_files(binary)
    until(page, "document.getElementById('status').textContent.includes('not plain text')")
    assert page.get_by_label(FIELD).input_value() == ANSWER


def test_the_server_going_away_loses_nothing(page, server):
    page.goto(server + "/review?sample=invoices")
    page.route("**/review/live", lambda route: route.abort())
    page.get_by_label(FIELD).press("Control+End")
    page.keyboard.type(" And more.")
    until(page, "document.getElementById('status').textContent.includes('does not answer')")
    assert page.get_by_label(FIELD).input_value().endswith("And more.")
    page.unroute("**/review/live")
    page.keyboard.type(" Again.")
    until(page, "document.getElementById('status').textContent.includes('answers again')")
    page.trouble[:] = [t for t in page.trouble if "ERR_FAILED" not in t]


def test_chart_and_first_notes_are_in_sight_on_a_small_laptop(page, server):
    page.goto(server + "/review?sample=platform")
    for what in (".path .strip", ".first li:nth-child(3)", "#text"):
        box = page.locator(what).first.bounding_box()
        top_or_end = box["y"] if what == "#text" else box["y"] + box["height"]
        assert top_or_end < 720, what


def status(request):
    try:
        return urllib.request.urlopen(request, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code


def test_other_hosts_and_origins_are_refused(server):
    assert status(urllib.request.Request(server + "/", headers={"Host": "evil.example"})) in (400, 403, 421)
    for path in ("/review", "/review/live", "/review/file", "/compare"):
        body = urllib.parse.urlencode({"text": "hello"}).encode()
        assert status(urllib.request.Request(server + path, data=body, headers={"Origin": "http://evil.example"})) == 403


def test_api_speaks_the_contract(server):
    def post(value):
        request = urllib.request.Request(server + "/api/review", data=value, headers={"Content-Type": "application/json"})
        return urllib.request.urlopen(request, timeout=5)

    review = json.load(post(json.dumps({"text": ANSWER}).encode()))
    assert review["schema"] == "glidepath.review/1"
    try:
        post(b'{"text": "  "}')
        raise AssertionError("blank text was taken")
    except urllib.error.HTTPError as error:
        assert error.code in (400, 422)
        assert json.load(error)["code"] == "text-empty"


def test_a_blank_tab_keeps_its_hands_off_anothers_draft(browser, server):
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    first.goto(server + "/")
    second.goto(server + "/review")
    second.get_by_label(FIELD).fill("half a sentence that took an hour")
    second.wait_for_timeout(500)
    second.close()
    first.goto(server + "/rules")
    first.goto(server + "/review")
    first.wait_for_timeout(300)
    assert first.get_by_label(FIELD).input_value() == "half a sentence that took an hour"
    context.close()


def test_an_allowance_pressed_while_a_review_is_under_way_is_kept(page, server):
    page.goto(server + "/review?sample=platform")
    page.evaluate(
        """() => {
          const note = document.querySelector('.note[data-key^="cliche"]');
          note.querySelector('details.body') && (note.querySelector('details.body').open = true);
          note.querySelector('.allow input').value = 'they all talk so';
          document.getElementById('text').dispatchEvent(new Event('input', { bubbles: true }));
          setTimeout(() => note.querySelector('.allow button').click(), 48);
        }"""
    )
    until(page, "document.querySelector('form[data-live] input[name=allowed][value^=cliche]')")
    assert page.locator('.note[data-key^="cliche"]').count() == 0
