"""Claims: what single sources say, each judged against the accepted facts when the graph is built."""

from sco_graph.claims.judging import judge_all
from sco_graph.claims.model import Claim, Judgement

__all__ = ["Claim", "Judgement", "judge_all"]
