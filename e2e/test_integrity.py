"""For practice only, as a real browser sees it: what the pages ask for, and what they could not have if they asked."""

from conftest import until

# Stands in for the browser's devices: writes down what is asked for, and says that there is no microphone.
ASKED = """
globalThis.asked = [];
for (const name of ["getUserMedia", "getDisplayMedia"])
  navigator.mediaDevices[name] = (wanted) => {
    globalThis.asked.push({ name, wanted });
    return Promise.reject(new DOMException("none here", "NotFoundError"));
  };
"""
NEVER = ["camera", "display-capture", "geolocation"]


def allowed(page, feature):
    return page.evaluate(f"document.featurePolicy.allowsFeature('{feature}')")


def in_a_room(page, server):
    page.goto(server + "/practice")
    page.click("main button.go")
    until(page, "location.pathname.match(/^.practice.[^/]{8,}/) && document.getElementById('go') && !document.getElementById('go').disabled")


def test_a_room_asks_for_sound_and_nothing_else(page, server):
    page.add_init_script(ASKED)
    in_a_room(page, server)
    page.click("#go")
    until(page, "asked.length > 0")
    for ask in page.evaluate("asked"):
        assert ask["name"] == "getUserMedia" and list(ask["wanted"]) == ["audio"], ask
        # The voice as it is: what a device does to it would be measured as the voice.
        assert not any(ask["wanted"]["audio"][name] for name in ("echoCancellation", "noiseSuppression", "autoGainControl"))
    # Without a microphone the room says so, and the answer can be typed.
    until(page, "document.querySelector('main').innerText.includes('There is no microphone')")


def test_the_check_before_it_asks_for_the_same(page, server):
    page.add_init_script(ASKED)
    page.goto(server + "/practice/check")
    until(page, "asked.length > 0")
    assert all(ask["name"] == "getUserMedia" and list(ask["wanted"]) == ["audio"] for ask in page.evaluate("asked"))


def test_a_browser_grants_the_microphone_to_practice_alone(page, server):
    in_a_room(page, server)
    assert allowed(page, "microphone")
    for path in ("/", "/review", "/stories", "/questions", "/rules", "/nowhere-at-all"):
        # A page that is not there is an error on the console, and meant to be.
        page.goto(server + path)
        assert not allowed(page, "microphone"), path
    page.trouble[:] = [line for line in page.trouble if "404" not in line]
    for path in ("/", "/practice", "/practice/check"):
        page.goto(server + path)
        assert not any(allowed(page, feature) for feature in NEVER), path


def test_it_says_so(page, server):
    page.goto(server + "/practice")
    words = page.inner_text("main")
    assert "practice only" in words and "no screen" in words
