"""The home page: what it is, a box to paste into, and a reviewed sample."""

from conftest import until


def test_it_says_what_it_is_and_takes_an_answer(page, server):
    page.goto(server + "/")
    assert "practice only" in page.locator("main").inner_text()
    page.get_by_label("Paste or type your answer").fill("We did great work and everybody was happy with it.")
    page.get_by_role("button", name="Review it").click()
    page.wait_for_url("**/review")
    until(page, "document.querySelectorAll('.note').length > 0")
    page.reload()
    until(page, "document.querySelectorAll('.note').length > 0")
    assert page.get_by_label("Your answer").input_value().startswith("We did great work")


def test_it_takes_an_answer_without_scripts(page_with, server):
    page = page_with(java_script_enabled=False)
    page.goto(server + "/")
    page.get_by_label("Paste or type your answer").fill("We did great work and everybody was happy with it.")
    page.get_by_role("button", name="Review it").click()
    page.wait_for_load_state()
    assert page.locator(".note").count() > 0


def test_it_shows_a_reviewed_sample(page, server):
    page.goto(server + "/")
    sample = page.get_by_role("region", name="A sample, reviewed")
    assert sample.locator("mark").count() >= 1 and sample.locator(".note").count() >= 2
    sample.get_by_role("link", name="See the whole review").click()
    page.wait_for_url("**/review?sample=invoices")


def test_a_small_phone_does_not_scroll_sideways(page, server):
    page.set_viewport_size({"width": 320, "height": 740})
    for path in ("/", "/review", "/review?sample=invoices", "/review?sample=platform", "/nowhere"):
        page.goto(server + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.trouble[:] = [t for t in page.trouble if "404" not in t]
