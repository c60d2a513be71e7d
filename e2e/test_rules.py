"""The pages to look things up: rules and principles."""


def test_a_rule_says_what_why_instead_how_often_and_where(page, server):
    page.goto(server + "/rules")
    assert page.locator(".rules .note").count() > 40
    page.get_by_role("link", name="No figure anywhere").click()
    page.wait_for_url("**/rules/no-metric")
    for heading in ("What it looks for", "Why it matters", "What to do instead", "Flagged in", "Passes", "How often it is right", "Heard in these samples"):
        assert page.get_by_role("heading", name=heading).count() == 1, heading
    page.locator(".beside .samples a").first.click()
    page.wait_for_load_state()
    assert page.locator(".note", has_text="no-metric").count() >= 1


def test_a_principle_leads_to_a_question_on_the_desk(page, server):
    page.goto(server + "/principles")
    page.get_by_role("link", name="Earn Trust").click()
    page.wait_for_url("**/principles/earn-trust")
    question = page.locator(".questions a").first
    text = question.inner_text()
    question.click()
    page.wait_for_load_state()
    assert page.get_by_label("The question").input_value() == text
    assert page.get_by_label("Earn Trust").is_checked()


def test_a_small_phone_does_not_scroll_sideways(page, server):
    page.set_viewport_size({"width": 320, "height": 740})
    for path in ("/rules", "/rules/metric-without-mechanism", "/principles", "/principles/ownership"):
        page.goto(server + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
