"""How well acts are told, and how sure is made as true."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from coach.signals.acts import ACTS


def calibrate(scores: np.ndarray, truth: np.ndarray, may: np.ndarray) -> dict[str, list[float]]:
    """Platt scaling an act, drawn towards one scaling for all where an act is rare."""
    scale, shift = [], []
    for act in range(len(ACTS)):
        rows = may[:, act] > 0
        x = torch.tensor(scores[rows, act])
        y = torch.tensor(truth[rows, act])
        a, b = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.LBFGS([a, b], max_iter=50)

        def closure(x=x, y=y, a=a, b=b, optimizer=optimizer):  # type: ignore[no-untyped-def]
            optimizer.zero_grad()
            loss = nn.functional.binary_cross_entropy_with_logits(a * x + b, y, reduction="sum")
            loss = loss + 5.0 * ((a - 0.9) ** 2 + b**2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        scale.append(round(float(a.detach()), 4))
        shift.append(round(float(b.detach()), 4))
    return {"scale": scale, "shift": shift}


def measure(
    scores: np.ndarray, truth: np.ndarray, may: np.ndarray, calibration: dict[str, list[float]]
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 an act at a chance of one half, and expected calibration error."""
    chances = 1 / (1 + np.exp(-(scores * calibration["scale"] + calibration["shift"])))
    said, true, able = chances >= 0.5, truth > 0, may > 0
    figures: dict[str, dict[str, float]] = {}
    for act, name in enumerate(ACTS):
        tp = int((said[:, act] & true[:, act] & able[:, act]).sum())
        fp = int((said[:, act] & ~true[:, act] & able[:, act]).sum())
        fn = int((~said[:, act] & true[:, act] & able[:, act]).sum())
        figures[str(name)] = _prf(tp, fp, fn)
    tp, fp, fn = (int(sum(figures[str(a)][k] for a in ACTS)) for k in ("tp", "fp", "fn"))
    flat, hit = chances[able], true[able]
    bins = np.clip((flat * 10).astype(int), 0, 9)
    gaps = [
        abs(flat[bins == b].mean() - hit[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    figures["micro"] = {**_prf(tp, fp, fn), "calibration_error": round(float(sum(gaps)), 4)}
    figures["macro"] = {
        key: round(float(np.mean([figures[str(a)][key] for a in ACTS])), 3)
        for key in ("precision", "recall", "f1")
    }
    return figures


def _prf(tp: int, fp: int, fn: int) -> dict[str, float]:
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    f1 = 2 * tp / max(1, 2 * tp + fp + fn)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
        "tp": tp,
        "fp": fp,
        "fn": fn,
    }
