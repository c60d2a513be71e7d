"""Paste an answer, see what an interviewer would write down."""

import json
import urllib.error
import urllib.request

ANSWER = (
    "We did a great job on the portal. We aligned all the stakeholders around a shared vision and we drove a transformation. "
    "We built the roadmap, we agreed on priorities and we delivered on time. Everything went smoothly from the first day and "
    "everyone was happy with it. It was a real team effort and it moved the needle for the whole organisation."
)
QUESTION = "Tell me about a time you disagreed with your manager."


def paste(page, server, text=ANSWER):
    page.goto(server + "/review")
    page.get_by_label("The question").fill(QUESTION)
    page.get_by_label("Your answer, as you would say it").fill(text)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_load_state()


def test_paste_and_review(page, server):
    paste(page, server)
    assert page.locator("h1").inner_text().replace("\n", " ") == QUESTION
    assert page.locator("article mark").count() >= 1
    assert page.locator(".note").count() >= 2
    assert page.locator("figure svg").count() >= 1
    assert "cliche" in page.content()


def test_works_without_scripts(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    paste(page, server)
    assert page.locator("article mark").count() >= 1
    context.close()


def test_markup_in_an_answer_is_text(page, server):
    paste(page, server, ANSWER + " <script>document.title='bad'</script><img src=x onerror=alert(1)> \u202eRTL e\u0301")
    assert "bad" not in page.title()
    assert page.locator("article img").count() == 0
    assert "<script>" in page.locator("article").inner_text()


def test_phone_does_not_scroll_sideways(page, server):
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", "/review", "/review?sample=invoices", "/rules", "/rules/royal-we", "/principles"):
        page.goto(server + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


def test_draft_survives_reload(page, server):
    page.goto(server + "/review")
    page.get_by_label("Your answer, as you would say it").fill("half a sentence")
    page.wait_for_timeout(800)
    page.reload()
    page.wait_for_timeout(300)
    assert page.get_by_label("Your answer, as you would say it").input_value() == "half a sentence"


def test_keyboard_reaches_the_button(page, server):
    page.goto(server + "/review")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            return
    raise AssertionError("forty tabs do not reach the button")


def status(request):
    try:
        return urllib.request.urlopen(request, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code


def test_other_hosts_and_origins_are_refused(server):
    assert status(urllib.request.Request(server + "/", headers={"Host": "evil.example"})) in (400, 403, 421)
    body = b"text=hello"
    assert status(urllib.request.Request(server + "/review", data=body, headers={"Origin": "http://evil.example"})) == 403


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
