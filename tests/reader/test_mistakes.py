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
    # what was decided, told as done: Iran became a member on 4 July 2023, India and Pakistan on 9 June 2017
    ("On September 17, 2021 Iran became a full member of the SCO at the Dushanbe summit.", "2021-09-20", "membership"),
    ("On July 10, 2015 India and Pakistan joined the SCO as full members in Ufa.", "2015-07-11", "membership"),
    # seasons of the chair run from summit to summit: China had it in 2017-2018, Tajikistan in 2020-2021
    ("The SCO presidency is held by Kyrgyzstan in 2017-2018.", "2018-10-10", "chairmanship"),
    ("The SCO presidency was held by Russia in 2020-2021.", "2021-10-10", "chairmanship"),
    ("4 июня в Индии прошёл очередной саммит глав государств ШОС.", "2023-07-05", "event-date"),
]
TRUE = [
    ("The SCO heads of government met in Tashkent from October 31 to November 2.", "2019-11-03"),
    ("India hosted the SCO summit on July 4 in New Delhi via video conference.", "2023-07-05"),
    ("On September 17, 2021 Iran was admitted to the SCO as a full member at the Dushanbe summit.", "2021-09-20"),
    ("On July 10, 2015 India and Pakistan were admitted to the SCO as full members in Ufa.", "2015-07-11"),
    ("上合组织2001年成立时有6个成员国,2017年成员国增至8个。", "2025-09-02"),
    ("In 2012 Dmitry Mezentsev was named Secretary-General of the SCO.", "2012-06-14"),
    ("The SCO presidency is held by Kyrgyzstan in 2018-2019.", "2018-10-10"),
    ("The Shanghai Cooperation Organisation was founded in 2001, and India later became a member.", "2019-06-14"),
    ("Ahead of the SCO summit in Bishkek the presidents of Brazil and Peru met in Lima.", "2019-06-14"),
    ("The SCO has nine member states.", "2024-07-06"),
    ("Its predecessor, the Shanghai Five, has five members; the SCO grew out of it.", "2006-06-16"),
    ("The SCO unites 26 countries: 10 members, two observers and 14 dialogue partners.", "2025-06-02"),
    ("Саммит ШОС состоялся 26 октября 2023 года.", "2023-11-27"),
    ("The Moscow Declaration was adopted by the SCO leaders on May 29, 2003.", "2003-05-30"),
    ("Delegations of the SCO member states: SCO Secretary General Rashid Alimov.", "2016-11-03"),
]


# What a text says, rightly and wrongly, and its day. {} is where the two differ; the kind of the wrong claim.
PAIRS = [
    ("2026-04-27", "Uzbekistan joined the SCO in {}.", "2001", "2011", "membership"),
    ("2026-04-27", "Iran, which joined the SCO in {}, is a full member.", "2023", "2017", "membership"),
    ("2026-04-27", "In {}, India and Pakistan became full members of the SCO.", "2017", "2019", "membership"),
    ("2026-04-27", "The SCO grew. India and Pakistan officially joined in {}.", "2017", "2018", "membership"),
    ("2026-04-27", "В {} году в ШОС вступили Индия и Пакистан.", "2017", "2018", "membership"),
    ("2026-04-27", "Казахстан стал членом ШОС в {} году.", "2001", "2005", "membership"),
    ("2026-04-27", "{}年起,上合组织开启了扩员进程,巴基斯坦和印度加入。", "2017", "2018", "membership"),
    ("2026-04-27", "伊朗{}年成为上合组织正式成员。", "2023", "2020", "membership"),
    ("2026-04-27", "Mongolia became an observer of the SCO in {}.", "2004", "2010", "status"),
    (
        "2017-06-01",
        "{} is due to become a full member of the SCO at the summit in Astana.",
        "India",
        "Iran",
        "membership",
    ),
    (
        "2022-05-16",
        "The SCO met. Besides, Pakistan and {} are also part of the grouping.",
        "Kazakhstan",
        "Iran",
        "membership",
    ),
    ("2022-10-01", "SCO member {} took part in the summit.", "India", "Turkey", "membership"),
    ("2018-07-01", "The SCO - which includes China, Russia and {} - met.", "Tajikistan", "Turkmenistan", "membership"),
    ("2018-07-01", "Страны-участницы ШОС: Россия, Китай, {}.", "Индия", "Иран", "membership"),
    ("2018-07-01", "上合组织由中国、俄罗斯、{}组成。", "哈萨克斯坦", "土库曼斯坦", "membership"),
    ("2018-07-01", "Беларусь является {} ШОС.", "наблюдателем", "партнёром по диалогу", "status"),
    ("2018-07-01", "The SCO has eight members, {} observers and six dialogue partners.", "four", "five", "count"),
    ("2018-07-01", "Сегодня ШОС объединяет 8 стран-членов, {} государства-наблюдателя.", "4", "3", "count"),
    ("2018-07-01", "上合组织现有8个成员国、4个观察员国和{}个对话伙伴国。", "6", "14", "count"),
    ("2024-10-14", "{} Prime Minister Abdulla Aripov attends the SCO meeting.", "Uzbek", "Kyrgyz", "tenure"),
    ("2024-10-14", "出席上合组织峰会的有{}总理 Abdulla Aripov。", "乌兹别克斯坦", "吉尔吉斯斯坦", "tenure"),
    ("2019-06-20", "Премьер-министр {} Нарендра Моди выступил на саммите ШОС.", "Индии", "Пакистана", "tenure"),
    ("2026-04-27", "India chaired the SCO in {}.", "2023", "2021", "chairmanship"),
    ("2026-04-27", "India assumed the chairmanship of the SCO in {}.", "2022", "2023", "chairmanship"),
    ("2026-04-27", "Индия председательствовала в ШОС в {} году.", "2022", "2025", "chairmanship"),
    ("2026-04-27", "印度在{}年担任上合组织轮值主席国。", "2023", "2018", "chairmanship"),
    ("2018-07-01", "{} currently holds the SCO chairmanship.", "Kyrgyzstan", "Kazakhstan", "chairmanship"),
    ("2018-07-01", "The SCO was founded in 2001 in {}.", "Shanghai", "Beijing", "founding"),
    ("2018-07-01", "ШОС была основана 15 июня 2001 года в {}.", "Шанхае", "Пекине", "founding"),
    ("2018-07-01", "上海合作组织成立于{}年。", "2001", "1996", "founding"),
    ("2018-07-01", "{} is a founding member of the SCO.", "Kazakhstan", "India", "founding"),
    ("2018-07-01", "Основателями ШОС были Россия, Китай и {}.", "Казахстан", "Туркмения", "founding"),
    ("2018-07-01", "The SCO Charter was signed in {}.", "Saint Petersburg", "Shanghai", "document-place"),
    ("2018-07-01", "The SCO is headquartered in {}.", "Beijing", "Moscow", "body-seat"),
    ("2016-08-12", "SCO Peace Mission 2016 will take place from September {}.", "15-21", "6-13", "event-date"),
    ("2016-09-10", "Peace Mission 2016 is near. {} hosted the exercise in 2010.", "Kazakhstan", "Russia", "event-host"),
    ("2022-10-01", "{} hosted the SCO summit in 2022.", "Uzbekistan", "Russia", "event-host"),
    ("2018-07-01", "Саммит ШОС 2016 года прошел в {}.", "Ташкенте", "Астане", "event-place"),
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


@pytest.mark.parametrize(("day", "text", "right", "wrong", "kind"), PAIRS, ids=[f"{p[4]}-{p[1][:24]}" for p in PAIRS])
def test_of_two_statements_the_wrong_one_is_contradicted(
    day: str, text: str, right: str, wrong: str, kind: str, reader: Reader
) -> None:
    def verdicts(word: str) -> set[tuple[str, str]]:
        findings = reader.read(text.format(word), published=day).findings
        return {(f.statement.kind, f.judgement.verdict) for f in findings}

    said = verdicts(right)
    assert (kind, "supported") in said
    assert not [kind for kind, verdict in said if verdict == "contradicted"]
    assert (kind, "contradicted") in verdicts(wrong)


def test_a_plan_and_a_word_of_after_say_nothing_of_that_day(reader: Reader) -> None:
    """Dates that belong to something else in the sentence."""
    for text in (
        "The summit in June 2018 was the first after India and Pakistan became full members of the SCO.",
        "In 2018, for the first time since India and Pakistan joined the SCO, eight leaders met.",
        "2018年6月,上合组织青岛峰会是印度和巴基斯坦加入后的首次峰会。",
        "2001年成立的上海合作组织有八个成员国。",
        "In 2010 Mongolia was an observer of the SCO.",
        "India and Pakistan, observers since 2005, joined the SCO as full members in 2017.",
    ):
        findings = reader.read(text, published="2018-07-01").findings
        assert not [f for f in findings if f.judgement.verdict == "contradicted"], text
