"""From the agency's home to the receipt, in either book."""

from tests import audit
from tests.integration.answering.conftest import Place, typed


def page(place: Place, address: str, word: str = "contributor", status: int = 200) -> str:
    answer = place.client(word).get(address)
    assert answer.status_code == status, answer
    return answer.content.decode()


def test_the_whole_way(place: Place) -> None:
    client, lead = place.client(), place.client("lead")
    home = client.get(place.url("home")).content.decode()
    assert "Start to answer" in home
    begin = place.in_round("start")
    assert client.get(place.in_round("task_list"))["Location"] == begin
    assert "Accountable lead" in client.get(begin).content.decode()
    assert client.post(begin)["Location"] == place.in_round("task_list")
    work = place.work
    assert "You have completed 0 of 12 sections" in page(place, place.in_round("task_list"))
    for standard in work.by_standard:
        names = [name for name, each in work.named.items() if each.standard.id == standard]
        address = place.in_round("section", standard)
        assert client.get(address).status_code == 200
        sent = typed(work, *names, grade="in-place", narrative="Words.\r\nMore words.")
        answer = client.post(address, {**sent, "on": "1"})
        assert answer.status_code == 302
    work = place.work
    assert work.progress.is_complete
    assert {each.narrative for each in work.answers} == {"Words.\nMore words."}
    assert "You have completed 12 of 12 sections" in page(place, place.in_round("task_list"))
    check = place.in_round("check")
    assert "All" in page(place, check)
    assert client.post(check, {"note": "Done."})["Location"] == place.in_round("task_list")
    assert client.get(place.in_round("sign")).status_code == 403
    shown = lead.get(place.in_round("sign")).content.decode()
    assert "Submitted by Contributor" in shown
    seen = shown.partition('name="seen_sha256" value="')[2][:64]
    assert lead.post(place.in_round("sign"), {"seen_sha256": seen}).status_code == 200
    signed = lead.post(place.in_round("sign"), {"seen_sha256": seen, "confirm": "on"})
    assert signed["Location"] == place.in_round("receipt", 1)
    receipt = page(place, place.in_round("receipt", 1))
    with audit.at_desk_of(place.agency):
        sha256 = place.work.assessment.signed.get().sha256
    assert sha256[:8] in receipt
    assert "Signed off" in page(place, place.url("home"))
