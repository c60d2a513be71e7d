"""The other pages: home, rules, principles, and the page for what is not there."""

import pytest
from conftest import ANSWER, no_sideways

PATHS = ["/", "/rules", "/rules/no-metric", "/principles", "/principles/ownership"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 1280, 1600])
def test_every_page_fits_and_has_its_landmarks(open_page, path, width):
    page = open_page(path, viewport={"width": width, "height": 800})
    no_sideways(page)
    assert page.locator("h1").count() == 1
    assert page.get_by_role("navigation", name="Main").get_by_role("link").count() >= 3


def test_home_takes_an_answer_at_once(open_page):
    page = open_page("/")
    page.get_by_label("Your answer, as you would say it").fill(ANSWER)
    page.get_by_role("button", name="Review it").click()
    page.wait_for_selector("#answer")
    page.goto("/")
    assert "must not be used during a real interview" in page.locator("main").inner_text()
    page.get_by_role("link", name="See the whole review").click()
    page.wait_for_selector("#answer mark")


def test_a_question_of_a_principle_is_filled_in(open_page):
    page = open_page("/principles/dive-deep")
    link = page.locator(".questions a").first
    question = link.inner_text()
    link.click()
    assert page.get_by_label("The question").input_value() == question
    assert page.get_by_label("Dive Deep").is_checked()


def test_what_is_not_there_leads_onward(open_page):
    page = open_page("/rules/no-metrics", allow_status=(404,))
    assert "no-metric" in page.locator("main").inner_text()
    page.locator("main").get_by_role("link", name="Rules").click()
    assert page.url.endswith("/rules")
