"""What the pages may cost: weight, requests, time to the first page, time from a keystroke to its review."""

import statistics
import time

from conftest import free_port, start, until, wait_for


def test_pages_are_light_and_ask_nobody_else(page, server):
    for path in ("/", "/review", "/review?sample=pager", "/compare?sample=1", "/rules", "/rules/royal-we", "/principles"):
        seen = []
        listen = lambda response: seen.append(response)  # noqa: E731
        page.on("response", listen)
        page.goto(server + path, wait_until="networkidle")
        page.remove_listener("response", listen)
        assert all(r.url.startswith(server) for r in seen), path
        weight = sum(len(r.body()) for r in seen)
        print(f"{path}: {weight / 1000:.1f} kB in {len(seen)} requests")
        assert weight <= 120_000, (path, weight)


def test_the_first_page_comes_at_once(browser):
    """From the start of the program to the first paint of its page, in a browser that is already open."""
    took = []
    for _ in range(7):
        port = free_port()
        context = browser.new_context()
        page = context.new_page()
        page.goto("about:blank")
        begun = time.perf_counter()
        process = start(port)
        try:
            wait_for(f"http://127.0.0.1:{port}", every=0.001)
            answered = time.perf_counter() - begun
            page.goto(f"http://127.0.0.1:{port}/")
            until(page, "performance.getEntriesByName('first-contentful-paint').length")
            painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
        finally:
            process.terminate()
            process.wait(timeout=10)
        took.append((answered, painted))
        context.close()
    for answered, painted in took:
        print(f"answers after {answered * 1000:.0f} ms, painted {painted * 1000:.0f} ms after that")
    median = statistics.median(answered + painted for answered, painted in took)
    print(f"first paint after {median * 1000:.0f} ms (median)")
    # A busy machine must not fail the build: the budget is 150 ms, and is read from the line above.
    assert median < 1


def test_from_a_keystroke_to_its_review(page, server):
    page.goto(server + "/review?sample=pager")
    page.get_by_label("Your answer").focus()
    page.evaluate("document.getElementById('text').setSelectionRange(300, 300)")
    for word in ("and then I rang them again, because nobody had said by when it would be ready and we had nine days. " * 2).split():
        page.keyboard.type(word + " ")
        page.wait_for_timeout(90)
    took = sorted(page.evaluate("performance.getEntriesByName('desk').map((e) => e.duration)"))
    assert len(took) > 20
    p95 = took[int(len(took) * 0.95)]
    print(f"{len(took)} reviews: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms")
    assert p95 <= 60, "the budget is 30 ms; twice that on a busy machine"
