"""Both sides of a call, or a part of it, as one small stereo file in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence

import av
import numpy as np

from coach.audio.sound import RATE_HZ, TwoSides
from coach.call import Span, Speaker

BITS_A_SECOND = 48_000
MIME = "audio/ogg"
BLOCK = RATE_HZ


def as_ogg(sides: TwoSides, silent: Sequence[Span] = ()) -> tuple[bytes, str]:
    """Ogg Opus, the agent left and the customer right, and its media type.

    Nothing is heard in a `silent` span, in seconds of the given sound.
    """
    channels = {Speaker.AGENT: sides.agent.samples, Speaker.CUSTOMER: sides.customer.samples}
    length = max(len(samples) for samples in channels.values())
    both = np.zeros((2, length), np.float32)
    for row, speaker in enumerate(Speaker):
        both[row, : len(channels[speaker])] = channels[speaker]
    for span in silent:
        both[:, round(span.start * RATE_HZ) : round(span.end * RATE_HZ)] = 0.0
    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE_HZ, layout="stereo")
        stream.bit_rate = BITS_A_SECOND
        for first in range(0, length, BLOCK):
            block = np.ascontiguousarray(both[:, first : first + BLOCK].T.reshape(1, -1))
            frame = av.AudioFrame.from_ndarray(
                (np.clip(block, -1.0, 1.0) * 32767).astype(np.int16), "s16", "stereo"
            )
            frame.sample_rate = RATE_HZ
            frame.pts = first
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue(), MIME
