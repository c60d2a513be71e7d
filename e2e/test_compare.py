"""The Compare page: two tellings side by side."""


def test_the_sample_pair(page, server):
    page.goto(server + "/compare?sample=1")
    against = page.get_by_role("region", name="Held against it")
    assert "Fixed" in against.inner_text() and against.locator("li").count() >= 1
    assert page.get_by_role("region", name="Speaks for it").locator("li").count() >= 3
    assert page.locator("del").count() >= 1 and page.locator("ins").count() >= 1
    assert page.get_by_role("img", name="Altitude").count() == 2


def test_from_the_desk_and_back_to_two_texts(page, server):
    page.goto(server + "/review?sample=invoices")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_load_state()
    first = page.get_by_label("The first telling")
    assert first.input_value().startswith("I was on the payments team")
    second = page.get_by_label("The second telling")
    second.fill(first.input_value().replace("I asked her for three days.", "I begged her for three days."))
    page.get_by_role("button", name="Compare").click()
    page.wait_for_load_state()
    assert page.locator("del").inner_text() == "asked"
    assert page.locator("ins").inner_text() == "begged"


def test_without_scripts_and_with_markup(page_with, server):
    page = page_with(java_script_enabled=False)
    page.goto(server + "/compare")
    page.get_by_label("The first telling").fill("I fixed <b>it</b> on Monday.")
    page.get_by_label("The second telling").fill("I fixed <img src=x onerror=alert(1)> on Monday.")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_load_state()
    assert page.locator("del").inner_text() == "<b>it</b>"
    assert page.locator("article img, article b").count() == 0


def test_an_empty_side_is_asked_for(page, server):
    page.goto(server + "/compare")
    page.get_by_label("The first telling").fill("I fixed it.")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_load_state()
    page.wait_for_timeout(100)
    page.trouble[:] = [t for t in page.trouble if "422" not in t]
    assert "There is no text" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("The first telling").input_value() == "I fixed it."


def test_drafts_survive_reload(page, server):
    page.goto(server + "/compare")
    page.get_by_label("The first telling").fill("one")
    page.get_by_label("The second telling").fill("two")
    page.reload()
    assert page.get_by_label("The first telling").input_value() == "one"
    assert page.get_by_label("The second telling").input_value() == "two"


def test_a_second_telling_survives_reload(page, server):
    page.goto(server + "/review?sample=invoices")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_load_state()
    page.get_by_label("The second telling").fill("told ag")
    page.reload()
    assert page.get_by_label("The second telling").input_value() == "told ag"
    assert page.get_by_label("The first telling").input_value().startswith("I was on the payments team")


def test_a_small_phone_does_not_scroll_sideways(page, server):
    page.set_viewport_size({"width": 320, "height": 740})
    for path in ("/compare", "/compare?sample=1"):
        page.goto(server + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
