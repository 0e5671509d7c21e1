"""Dates as news writes them, in three languages, against a publication day."""

from datetime import date

import pytest

from sco_graph.reader.dates import Calendar, dates
from sco_graph.reader.languages import language

CASES = [
    ("en", "held on June 15, 2001", "2019-06-14", ["2001-06-15"]),
    ("en", "from 22 to 28 Aug 18", "", ["2018-08-22/2018-08-28"]),
    ("en", "on July 3-4, 2024", "2024-07-01", ["2024-07-03/2024-07-04"]),
    ("en", "from June 30 to July 1, 2024", "2024-07-01", ["2024-06-30/2024-07-01"]),
    ("en", "in mid-September of 2001", "2001-06-17", ["2001-09"]),
    ("en", "on 05/07/2005", "2005-07-06", ["2005-07-05"]),
    ("en", "on December 15", "2016-01-12", ["2015-12-15"]),
    ("en", "on Friday", "2001-06-17", ["2001-06-15"]),
    ("en", "last year and next month", "2023-12-20", ["2022", "2024-01"]),
    ("en", "for 2019-2020", "2019-06-14", ["2019/2020"]),
    ("en", "the theatre with 2000 seats on 31 February 2004", "2004-01-01", ["2000"]),
    ("ru", "7 июня 2002 года", "2016-01-12", ["2002-06-07"]),
    ("ru", "8-9 июня", "2017-06-07", ["2017-06-08/2017-06-09"]),
    ("ru", "31 августа - 1 сентября", "2025-09-01", ["2025-08-31/2025-09-01"]),
    ("ru", "в конце прошлого года", "2016-01-12", ["2015"]),
    ("ru", "в пятницу", "2023-04-27", ["2023-04-28"]),
    ("zh", "2001年6月14日至15日", "2017-06-07", ["2001-06-14/2001-06-15"]),
    ("zh", "将于8日至9日", "2017-06-07", ["2017-06-08/2017-06-09"]),
    ("zh", "2003年8月", "2017-06-07", ["2003-08"]),
    ("zh", "今年6月9日", "2018-05-29", ["2018-06-09"]),
]


@pytest.mark.parametrize(("code", "text", "published", "expected"), CASES)
def test_a_date_is_read(code: str, text: str, published: str, expected: list[str]) -> None:
    calendar = Calendar(date.fromisoformat(published) if published else None)
    assert [mark.moment.edtf for mark in dates(text, 0, language(code), calendar) if mark.moment] == expected


def test_a_chronicle_carries_its_year_on() -> None:
    calendar = Calendar(date(2017, 6, 7))
    calendar.begin(0)
    found = dates("2004年1月启动。6月17日成立。9月23日批准。12月加入。", 0, language("zh"), calendar)
    assert [mark.moment.edtf for mark in found if mark.moment] == ["2004-01", "2004-06-17", "2004-09-23", "2004-12"]
