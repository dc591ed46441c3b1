"""A second opinion on findings of middle confidence, by a language model on one's own network.

Off unless a settings file names an endpoint. Only masked words are sent, after the call, and
everything works without it: whatever goes wrong is one note on the review.
"""

from coach.second_opinion.judging import judge
from coach.second_opinion.settings import SecondOpinion, load_second_opinion

__all__ = ["SecondOpinion", "judge", "load_second_opinion"]
