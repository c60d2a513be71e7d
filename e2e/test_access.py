"""Every page and state, light and dark: axe-core has nothing serious to say, and everything can be reached by keyboard."""

import pytest

PAGES = [
    "/",
    "/review",
    "/review?sample=platform",
    "/review?sample=pager",
    "/compare",
    "/compare?sample=1",
    "/rules",
    "/rules/royal-we",
    "/rules/no-metric",
    "/principles",
    "/principles/ownership",
    "/nowhere",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious(page_with, server, axe, path, scheme):
    page = page_with(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page.goto(server + path)
    page.wait_for_timeout(150)
    page.trouble[:] = [t for t in page.trouble if "404" not in t]
    axe(page, path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_in_the_states_between(page_with, server, axe, scheme):
    page = page_with(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page.goto(server + "/review?sample=platform")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    axe(page, "everything open")
    page.locator(".path .pin").first.focus()
    axe(page, "a pin lit")
    page.locator("#text").focus()
    page.keyboard.press("Alt+ArrowDown")
    axe(page, "words lit")
    page.locator("[data-open=keys]").click()
    axe(page, "the keyboard map")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_on_a_phone(page_with, server, axe, scheme):
    page = page_with(viewport={"width": 360, "height": 740}, color_scheme=scheme, has_touch=True)
    for path in ("/", "/review?sample=invoices", "/compare?sample=1", "/rules"):
        page.goto(server + path)
        page.wait_for_timeout(100)
        axe(page, path)


def test_nothing_serious_in_an_error(page, server, axe):
    page.goto(server + "/review")
    page.evaluate("document.getElementById('desk').submit()")
    page.wait_for_load_state()
    page.wait_for_timeout(200)
    page.trouble[:] = [t for t in page.trouble if "422" not in t]
    assert page.get_by_role("alert").inner_text().startswith("There is no text")
    axe(page, "an error")


def test_names_for_those_who_listen(page, server):
    page.goto(server + "/review?sample=invoices")
    for role, name in [
        ("navigation", "Main"),
        ("textbox", "Your answer, as you would say it"),
        ("article", "The answer, with marks"),
        ("region", "Mend first"),
        ("region", "How a panel would split"),
        ("button", "Compare"),
        ("button", "Save as one file"),
        ("combobox", "What they are about"),
        ("group", "Show notes"),
    ]:
        assert page.get_by_role(role, name=name, exact=True).count() == 1, (role, name)
    pin = page.locator(".path .pin").first
    assert pin.get_attribute("aria-label").startswith("Note 1, ")
    assert "interviewers" in page.get_by_role("img", name="sampled").get_attribute("aria-label")
    assert page.locator("svg[role=group]").get_attribute("aria-label").startswith("Altitude of the answer over")


def test_the_skip_link_is_first(page, server):
    page.goto(server + "/review?sample=invoices")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_all_can_be_reached_by_tab(page, server):
    page.goto(server + "/review?sample=platform")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]"
        ".filter((e) => e.checkVisibility() && e.tabIndex >= 0 && !e.closest('dialog')).length"
    )
    page.evaluate("window.met = new Set(); addEventListener('focusin', (e) => met.add(e.target))")
    for _ in range(wanted + 30):
        page.keyboard.press("Tab")
    met = page.evaluate("[...met].filter((e) => e.matches('a[href], button, input, select, textarea, summary')).length")
    assert met >= wanted, f"{met} of {wanted}"


@pytest.mark.parametrize("width", [360, 1280, 1600])
def test_the_navigation_has_room_for_later_pages(page, server, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(server + "/review")
    page.evaluate(
        """() => {
          const list = document.querySelector('nav ul');
          for (const name of ['Today', 'Stories', 'Practice', 'Loop', 'Drills', 'Plan']) {
            const entry = list.firstElementChild.cloneNode(true);
            entry.firstElementChild.textContent = name;
            entry.firstElementChild.removeAttribute('aria-current');
            list.append(entry);
          }
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = page.evaluate("new Set([...document.querySelectorAll('nav a')].map((a) => a.offsetTop)).size")
    assert tops == 1 if width >= 1280 else tops <= 4


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"}])
def test_other_ways_of_seeing(page_with, server, axe, options):
    page = page_with(viewport={"width": 1280, "height": 720}, **options)
    page.goto(server + "/review?sample=invoices")
    page.wait_for_timeout(100)
    axe(page, str(options))
    if "reduced_motion" in options:
        assert page.evaluate("getComputedStyle(document.querySelector('.note')).transitionDuration") in ("0s", "")
