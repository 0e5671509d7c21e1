"""Small still pictures of the pages that are no networks, drawn from what those pages show."""

from collections.abc import Iterable

from markupsafe import Markup

from sco_graph.views.article import Article
from sco_graph.views.changes import Change
from sco_graph.views.matrix import Row
from sco_graph.views.now import Now
from sco_graph.views.timeline_page import Lane

_WIDE, _HIGH = 320, 200


def of_now(now: Now) -> Markup:
    """A dot for each state with a status, a row for each status."""
    dots = []
    for row, (status, relations) in enumerate(now.statuses[:4]):
        size = 11 if row == 0 else 7
        step = _WIDE / (len(relations) + 1)
        dots += [
            Markup('<circle class="is-{}" cx="{:.0f}" cy="{}" r="{}"/>').format(
                status, step * (at + 1), 70 + 55 * row, size
            )
            for at in range(len(relations))
        ]
    return _picture(dots)


def of_matrix(rows: list[Row], states: list[str]) -> Markup:
    """The table itself: a cell for each treaty and state that is known."""
    wide, high = (_WIDE - 40) / max(len(states), 1), (_HIGH - 30) / max(len(rows), 1)
    return _picture(
        Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            "Ratification" if "Ratification" in row.acts[state] else "Signature",
            20 + wide * column,
            15 + high * line,
            wide - 2,
            high - 0.6,
        )
        for line, row in enumerate(rows)
        for column, state in enumerate(states)
        if state in row.acts
    )


def of_changes(years: list[tuple[str, list[Change]]]) -> Markup:
    """A column for each of the last thirty years, as high as it has changes."""
    last = years[:30][::-1]
    most = max((len(found) for _, found in last), default=1)
    step = (_WIDE - 40) / max(len(last), 1)
    return _picture(
        Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            20 + step * at, _HIGH - 25 - 150 * len(found) / most, step - 2, 150 * len(found) / most
        )
        for at, (_, found) in enumerate(last)
    )


def of_timeline(lanes: list[Lane]) -> Markup:
    """The first lanes with bars."""
    return _picture(
        Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="8" rx="2"/>').format(
            bar.look, bar.at, 16 + 13 * line, bar.width
        )
        for line, lane in enumerate(lanes[:13])
        for bar in lane.bars
        if bar.certain
    )


def of_article(articles: list[Article]) -> Markup:
    """Lines of a text, as long as its quotations, in the colours of the verdicts."""
    said = [(quote, one) for article in articles for quote, statements in article.quotations for one in statements]
    return _picture(
        Markup('<rect class="is-{}" x="30" y="{}" width="{}" height="7" rx="2"/>').format(
            one.claim.verdict, 16 + 13 * line, min(260, 50 + 4 * len(quote))
        )
        for line, (quote, one) in enumerate(said[:13])
    )


def _picture(shapes: Iterable[Markup]) -> Markup:
    drawn = Markup("").join(shapes)
    return Markup('<svg class="thumbnail" viewBox="0 0 {} {}">{}</svg>').format(_WIDE, _HIGH, drawn)
