"""Mistakes that news makes, and true statements that look like them: the first are contradicted, the second are not."""

import pytest

from sco_graph.namespaces import compact
from sco_graph.reader.reading import Reader

WRONG = [
    # a meeting whose days are shifted, and plans that came otherwise
    ("SCO heads of government will hold a meeting in Tashkent on October 31-November 1.", "2019-08-21", "event-date"),
    ("The SCO summit is scheduled for July 2020 in Saint Petersburg.", "2019-08-21", "event-date"),
    ("The SCO summit is scheduled for July 2020 in Saint Petersburg.", "2019-08-21", "event-place"),
    # what was so until the day before
    ("В настоящее время ШОС состоит из 9 членов.", "2024-07-06", "count"),
    # what a present tense says of the day of the text
    ("The SCO has six member states.", "2025-01-10", "count"),
    ("目前上合组织共有8个成员国。", "2025-10-01", "count"),
    ("The Shanghai Cooperation Organisation. Date of establishment: 15 July 2001", "2023-01-01", "founding"),
    ("The SCO summit was held in Tashkent on September 15-16, 2022.", "2022-09-20", "event-place"),
    ("The SCO Charter was signed in 2001.", "2019-01-01", "document-date"),
    ("4 июня в Индии прошёл очередной саммит глав государств ШОС.", "2023-07-05", "event-date"),
]
TRUE = [
    ("The SCO heads of government met in Tashkent from October 31 to November 2.", "2019-11-03"),
    ("India hosted the SCO summit on July 4 in New Delhi via video conference.", "2023-07-05"),
    ("On September 17, 2021 Iran became a full member of the SCO at the Dushanbe summit.", "2021-09-20"),
    ("On July 10, 2015 India and Pakistan joined the SCO as full members in Ufa.", "2015-07-11"),
    ("上合组织2001年成立时有6个成员国,2017年成员国增至8个。", "2025-09-02"),
    ("In 2012 Dmitry Mezentsev was named Secretary-General of the SCO.", "2012-06-14"),
    ("The SCO has nine member states.", "2024-07-06"),
    ("Its predecessor, the Shanghai Five, has five members; the SCO grew out of it.", "2006-06-16"),
    ("The SCO unites 26 countries: 10 members, two observers and 14 dialogue partners.", "2025-06-02"),
    ("Саммит ШОС состоялся 26 октября 2023 года.", "2023-11-27"),
    ("The Moscow Declaration was adopted by the SCO leaders on May 29, 2003.", "2003-05-30"),
    ("Delegations of the SCO member states: SCO Secretary General Rashid Alimov.", "2016-11-03"),
]


@pytest.mark.parametrize(("text", "day", "kind"), WRONG, ids=[f"{kind}-{day}" for _, day, kind in WRONG])
def test_a_mistake_is_contradicted(text: str, day: str, kind: str, reader: Reader) -> None:
    findings = reader.read(text, published=day).findings
    found = {f.statement.kind for f in findings if f.judgement.verdict == "contradicted"}
    assert found == {kind} or (kind.startswith("event") and kind in found)


@pytest.mark.parametrize(("text", "day"), TRUE, ids=[text[:30] for text, _ in TRUE])
def test_what_is_true_is_not_contradicted(text: str, day: str, reader: Reader) -> None:
    wrong = [f for f in reader.read(text, published=day).findings if f.judgement.verdict == "contradicted"]
    assert not [(f.statement.kind, compact(f.statement.subject), f.judgement.reason) for f in wrong]
