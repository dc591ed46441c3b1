"""Labelled calls, and how well the findings agree with them."""

from coach.evaluation.evaluate import Evaluation, evaluate, evaluate_folder

__all__ = ["Evaluation", "evaluate", "evaluate_folder"]
