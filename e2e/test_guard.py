"""Who may ask: the app answers this machine's own pages alone."""

import http.client
from urllib.parse import urlsplit

import pytest

TEXT = "text=I+fixed+it+in+a+week."


def ask(base, method, path, headers, body=None):
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    return response.status, response.read().decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "0.0.0.0"])
def test_a_foreign_name_is_refused(base, host):
    status, text = ask(base, "GET", "/", {"Host": host})
    assert status == 421 and "foreign-host" in text


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize("path", ["/review", "/api/review"])
def test_a_foreign_page_may_not_post(base, path, headers):
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    status, text = ask(base, "POST", path, headers, TEXT)
    assert status == 403 and "foreign-origin" in text


def test_a_foreign_page_in_the_browser_may_not_post(browser, base, tmp_path):
    file = tmp_path / "foreign.html"
    file.write_text(f'<form method="post" action="{base}/review"><input name="text" value="I fixed it."><button>Go</button></form>')
    page = browser.new_page()
    page.goto(f"file://{file}")
    page.get_by_role("button").click()
    page.wait_for_url(f"{base}/review")
    assert "foreign-origin" in page.content()
    page.close()


def test_only_the_loopback_address_listens(base):
    port = urlsplit(base).port
    hexadecimal = f"{port:04X}"
    with open("/proc/net/tcp") as table:
        listening = [line.split()[1] for line in table if line.split()[3] == "0A" and line.split()[1].endswith(f":{hexadecimal}")]
    assert listening == [f"0100007F:{hexadecimal}"]
