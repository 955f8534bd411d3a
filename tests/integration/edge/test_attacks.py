"""What a browser can be made to send, and what somebody sends without one."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partnerships.actions import issue_api_key
from partnerships.models import Organisation
from tests.integration.api.conftest import problem_of
from tests.integration.edge.answers import faults_of
from tests.worlds import World, address

PASSWORD = "demonstration only"
ELSEWHERE = [
    "//evil.example", "///evil.example", "////evil.example", "https://evil.example", "https:evil.example",
    "http:///evil.example", "\\\\evil.example", "/\\evil.example", "\\/evil.example", "javascript:alert(1)",
    "data:text/html,x", "%2f%2fevil.example", "/%09/evil.example", "/\t/evil.example", "/\n/evil.example",
    "https://testserver@evil.example", "https://testserver.evil.example", "//testserver:80@evil.example/",
    "\x00//evil.example", " //evil.example",
]  # fmt: skip


def leads_away(location: str) -> bool:
    """As a browser reads it: white space goes, backslashes are slashes, and two of them begin a host."""
    text = "".join(c for c in location if c not in "\t\r\n\x00").strip().replace("\\", "/")
    return text.startswith("//") or (":" in text.split("/")[0] and not text.startswith("http://testserver/"))


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_in_and_out_leads_nowhere_else(region: World, to: str) -> None:
    cache.clear()
    client = Client()
    signed = {"login": address("coordinator"), "password": PASSWORD, "next": to}
    for path, data in (
        ("/accounts/login/", signed),
        ("/accounts/login/", {}),  # signed in already
        ("/accounts/reauthenticate/", {"password": PASSWORD, "next": to}),
        ("/accounts/password/change/", {"next": to}),
        ("/accounts/logout/", {"next": to}),
    ):
        answers = [client.get(path, {"next": to}), client.post(path, data)]
        if path != "/accounts/logout/":
            answers.append(client.post(f"{path}?{_query(to)}", data))
        for answer in answers:
            assert not leads_away(answer.get("Location", "")), (path, answer["Location"])


def _query(to: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"next": to})


@pytest.mark.parametrize(
    "path", ["//evil.example/%2e%2e", "//evil.example", "/%5cevil.example", "//evil.example/api/v1"]
)
def test_a_forgotten_slash_leads_nowhere_else(region: World, path: str) -> None:
    answer = Client().get(path)
    assert not leads_away(answer.get("Location", ""))
    assert answer.status_code in {301, 302, 404}


class TestHosts:
    @pytest.mark.parametrize(
        "host", ["evil.example", "testserver@evil.example", "testserver.evil.example", "", "a b"]
    )
    @pytest.mark.parametrize(
        "path", ["/", "/accounts/login/", "/livez", "/security/", "/.well-known/security.txt"]
    )
    def test_one_that_is_not_ours_is_told_nothing(self, region: World, host: str, path: str) -> None:
        answer = Client().get(path, headers={"host": host})
        if path != "/livez":  # asked by machines, and says ok to everybody
            assert answer.status_code == 400
        page = answer.content.decode()
        assert not any(word in page for word in ("evil", "ALLOWED_HOSTS", "Traceback", "DisallowedHost"))
        assert faults_of(answer) == []

    def test_the_api_answers_with_a_problem(self, region: World) -> None:
        for path in ("/api/v1/", "/api/v1/areas/", "/api/v1/figures", "/api/v1/docs/"):
            answer = Client(raise_request_exception=False).get(path, headers={"host": "evil.example"})
            problem = problem_of(answer, 400)
            assert "evil" not in str(problem)

    def test_no_header_names_another(self, region: World) -> None:
        told = {
            "x-forwarded-host": "evil.example", "x-host": "evil.example", "forwarded": "host=evil.example",
            "x-original-url": "/keys/", "x-rewrite-url": "/keys/", "x-forwarded-server": "evil.example",
        }  # fmt: skip
        for path in ("/api/v1/", "/.well-known/security.txt", "/accounts/login/", "/api/v1/docs/"):
            answer = Client().get(path, headers=told)
            assert answer.status_code == 200
            assert "evil" not in answer.content.decode() + str(answer.headers)


class TestCookies:
    @pytest.fixture
    def live(self, settings: Any) -> None:
        """As settings.py makes them of MODE=live."""
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True

    @pytest.mark.usefixtures("live")
    def test_are_secure_host_only_and_out_of_reach_of_scripts(self, region: World) -> None:
        client = Client()
        client.get("/accounts/login/", secure=True)
        client.post("/accounts/login/", {"login": address("coordinator"), "password": PASSWORD}, secure=True)
        names = {django_settings.SESSION_COOKIE_NAME, django_settings.CSRF_COOKIE_NAME}
        assert names <= set(client.cookies)
        for name, cookie in client.cookies.items():
            said = {key: cookie[key] for key in ("secure", "httponly", "samesite", "domain", "path")}
            assert said == {
                "secure": True, "httponly": True, "samesite": "Lax", "domain": "", "path": "/",
            }, name  # fmt: skip
            assert cookie["max-age"] == "" or name == django_settings.CSRF_COOKIE_NAME

    def test_a_session_that_was_given_to_the_victim_is_not_taken_over(self, region: World) -> None:
        attacker, victim = Client(), Client()
        attacker.get("/accounts/login/")
        planted = attacker.session  # a session in the store, known to the attacker
        planted["planted"] = True
        planted.save()
        victim.cookies[django_settings.SESSION_COOKIE_NAME] = planted.session_key
        victim.post("/accounts/login/", {"login": address("coordinator"), "password": PASSWORD})
        assert victim.get("/").status_code == 200
        assert victim.cookies[django_settings.SESSION_COOKIE_NAME].value != planted.session_key
        attacker.cookies[django_settings.SESSION_COOKIE_NAME] = planted.session_key
        assert attacker.get("/").status_code == 302

    def test_a_made_up_session_is_not_adopted(self, region: World) -> None:
        client = Client()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = "a" * 32
        client.post("/accounts/login/", {"login": address("coordinator"), "password": PASSWORD})
        assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != "a" * 32

    def test_a_cookie_is_worth_nothing_after_signing_out(self, client_for: Callable[[str], Client]) -> None:
        client, thief = client_for("coordinator"), Client()
        thief.cookies[django_settings.SESSION_COOKIE_NAME] = client.cookies[
            django_settings.SESSION_COOKIE_NAME
        ].value
        assert thief.get("/").status_code == 200
        client.post("/accounts/logout/")
        assert thief.get("/").status_code == 302


class TestFiles:
    @pytest.mark.parametrize(
        "path",
        [
            "../manage.py", "%2e%2e/%2e%2e/manage.py", "..%2f..%2fmanage.py", "..%5c..%5cmanage.py",
            "%252e%252e/manage.py", "....//manage.py", "design_system/../../config/settings.py", "//etc/passwd",
            "%00", "design_system/design-system.css%00.html", "design_system/", "design_system", "", "%c0%ae%c0%ae/x",
            "design_system/%ff", "C:/windows/win.ini", "design_system/design-system.css/",
        ],
    )  # fmt: skip
    def test_nothing_beside_the_static_files_is_served(self, region: World, path: str) -> None:
        answer = Client(raise_request_exception=False).get(f"/static/{path}")
        assert answer.status_code in {301, 400, 404}
        assert faults_of(answer) == []

    def test_static_files_carry_the_headers(self, region: World) -> None:
        for name in ("design-system.css", "design-system.js", "favicon.svg", "inter-latin-400-normal.woff2"):
            answer = Client().get(f"/static/design_system/{name}")
            answer.getvalue()
            assert answer.status_code == 200
            assert faults_of(answer) == []

    @pytest.mark.parametrize(
        "name",
        [
            "..",
            "%2e%2e%2fmanage.py",
            "benchmark-2025.csv%00.pdf",
            "benchmark-2025.csv%0d%0aX-Evil: 1",
            "benchmark-2025.exe",
            'a"; filename=evil.exe',
        ],
    )
    def test_a_download_has_no_name_but_its_own(self, client_for: Callable[[str], Client], name: str) -> None:
        from benchmarking.benchmarks.actions import run_benchmark
        from tests.worlds import publish

        client, issue = client_for("coordinator"), publish(run_benchmark(year=2025, by=None))
        answer = client.get(f"/reports/{issue.pk}/{name}")
        assert Client().get(f"/published/{issue.pk}/{name}").status_code == answer.status_code
        assert answer.status_code == (400 if "%00" in name else 404)
        assert "X-Evil" not in answer.headers

    def test_a_name_made_of_the_query_cannot_break_the_header(
        self, client_for: Callable[[str], Client]
    ) -> None:
        for evil in (
            "re-referrals\r\nX-Evil: 1",
            're-referrals"; x="',
            "../../re-referrals",
            "re-referrals\x00",
        ):
            answer = client_for("coordinator").get("/compare/", {"indicator": evil, "format": "csv"})
            assert "X-Evil" not in answer.headers
            assert "/" not in answer.get("Content-Disposition", "")


class Untouched(io.RawIOBase):
    """A body that fails the test when somebody reads it."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise AssertionError("the body was read")


class TestSizes:
    def post(self, client: Client, path: str, kind: str, length: str) -> Any:
        extra: dict[str, Any] = {"wsgi.input": Untouched(), "CONTENT_LENGTH": length, "CONTENT_TYPE": kind}
        return client.generic("POST", path, **extra)

    @pytest.mark.parametrize(
        ("kind", "length"),
        [
            ("multipart/form-data; boundary=x", 1_200_000),
            ("Multipart/Form-Data; boundary=x", 10_000_000_000),
            ("application/x-www-form-urlencoded", 270_000),
            ("application/x-www-form-urlencoded", "9" * 5000),
            ("multipart/form-data; boundary=x", "0" * 5000 + "5"),
            ("application/json", 6_000_000),
            ("text/csv", 99_999_999),
        ],
    )
    def test_what_is_too_large_is_refused_unread(
        self, client_for: Callable[[str], Client], kind: str, length: int | str
    ) -> None:
        client = client_for("data-officer@berrydale")
        for path in ("/area/berrydale/figures/import/", "/accounts/login/", "/nosuch/"):
            answer = self.post(client, path, kind, str(length))
            assert answer.status_code == 413
            assert "too large" in answer.content.decode()
            assert faults_of(answer) == []
        problem_of(self.post(client, "/api/v1/figures/", kind, str(length)), 413)

    def test_a_file_of_the_largest_size_is_taken(self, client_for: Callable[[str], Client]) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        client = client_for("data-officer@berrydale")
        for size in (1_000_000, 1_000_001):
            file = SimpleUploadedFile("figures.csv", b"x" * size, "text/csv")
            answer = client.post("/area/berrydale/figures/import/", {"file": file})
            assert answer.status_code == 200  # the form, with what is wrong
        assert "1 MB" in answer.content.decode()

    def test_a_body_without_a_length_is_not_read(self, client_for: Callable[[str], Client]) -> None:
        """Sent in chunks: Django reads what was announced, which is nothing."""
        client = client_for("data-officer@berrydale")
        kind = "multipart/form-data; boundary=x"
        answer = self.post(client, "/area/berrydale/figures/import/", kind, "")
        assert "Choose a CSV file" in answer.content.decode()

    def test_a_length_that_is_no_number(self, region: World) -> None:
        for length in ("-1", "1e9", "٣", "0x10"):
            answer = self.post(
                Client(raise_request_exception=False), "/accounts/login/", "text/plain", length
            )
            assert answer.status_code < 500

    def test_a_thousand_fields_are_refused(self, region: World) -> None:
        fields = {
            f"field-{number}": "x" for number in range(django_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)
        }
        assert Client().post("/accounts/login/", fields).status_code == 400


class TestTheApi:
    @pytest.fixture
    def caller(self, region: World) -> Client:
        police = Organisation.objects.get(slug="threeshires-police")
        key = issue_api_key(name="test", organisation=police, days=3, by=None)
        return Client(headers={"authorization": f"Api-Key {key}"}, raise_request_exception=False)

    @pytest.mark.parametrize(
        "path",
        [
            "areas/?area=%ff", "figures/?area=%00", "figures/?area=%c0%ae", "figures/?time_period=%00",
            "indicators/%00/", "indicators/%ff/", "benchmarks/%00/", "%00", "figures/?limit=%00", "areas/%0d%0a",
            "figures/?" + "&".join(["area=berrydale"] * 600), "figures/?format=%00", "figures/?%ff=%ff",
        ],
    )  # fmt: skip
    def test_malformed_encodings_are_problems(self, caller: Client, path: str) -> None:
        answer = caller.get(f"/api/v1/{path}")
        assert answer.status_code in {400, 404}
        problem_of(answer, answer.status_code)

    @pytest.mark.parametrize(
        "path", ["/api/", "/api/v2/", "/api/v1/x/../..", "/api/v1//areas/", "/api/nosuch"]
    )
    def test_beside_the_addresses_are_problems(self, caller: Client, path: str) -> None:
        problem_of(caller.get(path), 404)
        problem_of(caller.post(path), 404)

    def test_a_fault_before_the_view_is_a_problem(
        self, caller: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In a middleware, where no view's error handler reaches."""

        def broken(self: Any, request: Any) -> None:
            raise RuntimeError("secret of the house")

        monkeypatch.setattr("partnerships.middleware.PartnershipMiddleware.__call__", broken)
        for client, path in (
            (caller, "/api/v1/areas/"),
            (Client(raise_request_exception=False), "/security/"),
        ):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "secret" not in answer.content.decode()
            assert faults_of(answer) == []
        problem_of(caller.get("/api/v1/areas/"), 500)

    def test_plain_http_is_refused_and_not_led_on(self, caller: Client, settings: Any) -> None:
        """A redirect would hide that the key was read on its way."""
        settings.SECURE_SSL_REDIRECT = True
        problem = problem_of(caller.get("/api/v1/areas/"), 403)
        assert "revoked" in problem["detail"]
        assert caller.get("/api/v1/areas/", secure=True).status_code == 200
        page = Client().get("/security/")
        assert (page.status_code, page["Location"]) == (301, "https://testserver/security/")
        assert faults_of(page) == []

    def test_other_sites_are_not_allowed_to_read(self, caller: Client) -> None:
        answer = caller.get("/api/v1/areas/", headers={"origin": "https://evil.example"})
        assert not any(name.lower().startswith("access-control") for name in answer.headers)


def test_a_live_service_keeps_browsers_to_https(region: World, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    for path in ("/security/", "/static/design_system/favicon.svg", "/nosuch/", "/api/v1/areas/", "/livez"):
        answer = Client().get(path, secure=True)
        answer.getvalue()
        assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


class TestSecurityTxt:
    def test_says_whom_to_write_to(self, region: World, settings: Any) -> None:
        settings.DEMONSTRATION, settings.SECURITY_CONTACT = False, "mailto:security@council.gov.uk"
        answer = Client().get("/.well-known/security.txt", secure=True)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
        assert list(lines) == ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"]
        assert lines["Contact"] == "mailto:security@council.gov.uk"
        assert lines["Canonical"] == "https://testserver/.well-known/security.txt"
        assert (
            Client().get(lines["Policy"].removeprefix("https://testserver").partition("#")[0]).status_code
            == 200
        )

    def test_never_expires_in_a_readers_hands(self, region: World) -> None:
        from datetime import UTC, datetime, timedelta

        text = Client().get("/.well-known/security.txt").content.decode()
        line = next(line for line in text.splitlines() if line.startswith("Expires: "))
        ahead = datetime.fromisoformat(line.removeprefix("Expires: ")) - datetime.now(UTC)
        assert timedelta(days=90) < ahead < timedelta(days=365)

    def test_a_service_that_names_nobody_has_none_and_is_told(self, region: World, settings: Any) -> None:
        from config.checks import somebody_reads_reports

        assert [message.id for message in somebody_reads_reports(None)] == ["config.W001"]  # made up
        settings.SECURITY_CONTACT = ""
        assert Client().get("/.well-known/security.txt").status_code == 404
        assert Client().get("/security/").status_code == 200
        assert [message.id for message in somebody_reads_reports(None)] == ["config.W001"]
        settings.SECURITY_CONTACT = "mailto:security@council.gov.uk"
        assert somebody_reads_reports(None) == []

    def test_every_page_leads_to_it(self, region: World) -> None:
        assert f'href="{reverse("security")}"' in Client().get("/accounts/login/").content.decode()
